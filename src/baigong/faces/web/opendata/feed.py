"""What is new, as a feed: one entry for each reading that was published."""

from django.utils.feedgenerator import Atom1Feed

from baigong.core.text import Language, msgid
from baigong.faces.web.design.tiles import named
from baigong.faces.web.known.standing import Told, plan_here, readings_out
from baigong.faces.words import translated

TITLE = msgid("New readings of %(plan)s")
ENTRY = msgid("Reading %(number)s: %(place)s, %(period)s")
SUMMARY = msgid("The stock of %(on)s; data as of %(data)s; %(rows)s problem rows, not counted.")
SYNTHETIC = msgid("The records are synthetic.")


def feed_of(told: Told, language: Language, base: str, own: str) -> str:
    plan = plan_here()
    feed = Atom1Feed(
        title=translated(TITLE, language, {"plan": plan.name[language]}),
        link=f"{base}/",
        description="",
        language="en" if language == "en" else "zh-Hans",
        feed_url=own,
        feed_guid=f"{base}/data/feed.atom",
    )
    for one in readings_out(told)[:50]:
        place = named(one.region[:2], plan, language)
        facts = {"on": one.on, "data": f"{one.data_as_of:%Y-%m-%d}", "rows": one.quarantined}
        said = [translated(SUMMARY, language, facts)]
        said += [translated(SYNTHETIC, language)] if one.synthetic else []
        said += [one.note[language]] if one.note[language] else []
        feed.add_item(
            title=translated(ENTRY, language, {"number": one.number, "place": place, "period": one.period}),
            link=f"{base}/data/readings/{one.number}/total.json",
            description=("" if language == "zh" else " ").join(said),
            unique_id=f"{base}/data/readings/{one.number}",
            pubdate=one.published_at,
            updateddate=one.published_at,
        )
    return feed.writeString("utf-8")
