"""Where statisticians work."""

from django.urls import path

from baigong.faces.web.progress import observations, periods, publications, readings

urlpatterns = [
    path("readings/", readings.readings, name="readings"),
    path("readings/<int:number>/", readings.reading, name="reading"),
    path("observations/", observations.observations, name="observations"),
    path("observations/<int:number>/", observations.observation, name="observation"),
    path("observations/<int:number>/withdraw", observations.withdraw, name="withdraw_observation"),
    path("periods/", periods.periods, name="periods"),
    path("periods/<int:number>/", periods.period, name="period"),
    path("periods/<int:number>/lock", periods.lock, name="lock_period"),
    path("periods/<int:number>/lift", periods.lift, name="lift_lock"),
    path("periods/<int:number>/except", periods.grant, name="grant_exception"),
    path("publications/", publications.publications, name="publications"),
    path("publications/<int:number>/", publications.publication, name="publication"),
    path("publications/<int:number>/findings/<int:place>", publications.answer, name="answer_finding"),
    path("publications/<int:number>/propose", publications.propose, name="propose_publication"),
    path("publications/<int:number>/withdraw", publications.withdraw, name="withdraw_publication"),
]
