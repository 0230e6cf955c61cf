"""Pages of tasks."""

from django.urls import path

from baigong.faces.web.tasks import views

urlpatterns = [
    path("office/tasks/", views.tasks, name="tasks"),
    path("office/tasks/new", views.enter, name="enter_task"),
    path("office/tasks/<int:number>", views.task, name="task"),
    path("office/tasks/<int:number>/start", views.start, name="start_task"),
    path("office/tasks/<int:number>/finish", views.finish, name="finish_task"),
    path("office/tasks/<int:number>/drop", views.drop, name="drop_task"),
    path("office/tasks/<int:number>/correct", views.correct, name="correct_task"),
]
