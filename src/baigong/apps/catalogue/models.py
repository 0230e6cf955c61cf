"""Tasks of measures, standards in editions, promised times, and days that are not worked as the week says."""

from django.db import models
from django.db.models import F, Q

from baigong.apps.authority.models import Office
from baigong.apps.catalogue.states import task_states


class Task(models.Model):
    """What an office undertakes for a measure of the plan. Whether it is overdue is computed, never kept."""

    measure = models.IntegerField()  # its number in the plan, which is no table
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    region = models.CharField(max_length=6)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    clause = models.CharField(max_length=400)
    evidence = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=16, choices=task_states, default="planned")
    line = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["measure", "state"], name="task_by_measure"),)


class Standard(models.Model):
    """The standard of an occupation, at one level or (empty) at all, from a day until the next edition's."""

    occupation = models.CharField(max_length=10)
    level = models.CharField(max_length=1, blank=True)
    edition = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    region = models.CharField(max_length=6, default="00")
    reference = models.CharField(max_length=400)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    line = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["occupation", "level", "region", "edition"], name="one_standard_of_an_edition"
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="standard_begins_before_it_ends"
            ),
        )


class Promise(models.Model):
    """In how many working days something is answered, in a region and all that lies in it, from a day on."""

    about = models.CharField(max_length=80)  # an act, such as `registry.answer_dispute`
    region = models.CharField(max_length=6, default="00")
    working_days = models.IntegerField()
    clause = models.CharField(max_length=400)
    from_on = models.DateField()
    line = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["about", "region", "from_on"], name="one_promise_from_a_day"),
            models.CheckConstraint(condition=Q(working_days__gt=0), name="promise_is_of_days"),
        )


class CalendarDay(models.Model):
    """A day that is worked or free against the week: a public holiday, or a weekend day worked in its stead."""

    day = models.DateField(unique=True)
    is_worked = models.BooleanField()
    clause = models.CharField(max_length=400)
    line = models.BigIntegerField()
