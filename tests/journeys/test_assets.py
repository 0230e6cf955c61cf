"""What comes from npm works under our content security policy, in a real browser."""

from playwright.sync_api import Page

from journeys.looking import complaints

DRAW = """tooltip => {
  const place = document.createElement("div");
  place.id = "chart";
  document.querySelector("main").prepend(place);
  const chart = echarts.init(place, null, {renderer: "svg", width: 600, height: 300});
  const square = (_, api) => ({type: "rect", shape: {x: api.coord([0, 1])[0], y: 9, width: 9, height: 9}});
  chart.setOption({
    animation: false, aria: {enabled: true, decal: {show: true}}, tooltip: {trigger: "axis", ...tooltip},
    xAxis: {type: "category", data: ["2021", "2022"]}, yAxis: {type: "value"},
    series: [
      {type: "bar", data: [1, 2], markLine: {data: [{yAxis: 1.5}]},
       markArea: {data: [[{xAxis: "2021"}, {xAxis: "2022"}]]}},
      {type: "line", data: [2, 3], endLabel: {show: true, formatter: "{c}"}},
      {type: "custom", data: [1, 2], renderItem: square},
    ],
  });
  chart.dispatchAction({type: "showTip", seriesIndex: 0, dataIndex: 1});
}"""
SWAP = """() => {
  const button = document.createElement("button");
  button.id = "more";
  button.textContent = "更多";
  for (const [name, said] of Object.entries({get: "/accounts/lost/", select: "h1", target: "h1", swap: "outerHTML"}))
    button.setAttribute(`hx-${name}`, said);
  document.querySelector("main").append(button);
  htmx.process(button);
}"""

MARK = """async () => {
  const sheet = Object.assign(document.createElement("link"), {rel: "stylesheet", href: "/static/vendor/fonts.css"});
  const ready = new Promise(done => sheet.addEventListener("load", done));
  document.head.append(sheet);
  document.querySelector("main").insertAdjacentHTML("beforeend",
    '<p>≥</p><svg id="icon" width="24" height="24"><use href="/static/vendor/icons.svg#bell"/></svg>');
  await ready;
}"""
LOADED = """document.fonts.load("16px 'Baigong Signs'", "≥").then(all => all.map(one => one.status).slice(0, 1))"""


def at_status(page: Page, script: str) -> Page:
    page.goto("/status")
    page.add_script_tag(url=f"/static/vendor/{script}")
    return page


def test_charts_draw_and_tell_their_values(page: Page):
    at_status(page, "echarts.js").evaluate(DRAW, {"renderMode": "richText"})

    page.wait_for_selector("#chart svg >> text=2022")
    page.wait_for_timeout(300)  # the tip follows
    assert page.locator("#chart svg path").count() > 10
    assert page.locator("#chart svg text").all_text_contents().count("3") >= 2  # at the line's end and in the tip
    assert complaints(page) == []


def test_the_tips_that_come_with_the_charts_are_against_the_policy(page: Page):
    at_status(page, "echarts.js").evaluate(DRAW, {"renderMode": "html"})

    page.wait_for_timeout(300)
    assert ["style-src" in told for told in complaints(page)[:1]] == [True]
    complaints(page).clear()


def test_a_part_of_a_page_is_put_in_from_another(page: Page):
    at_status(page, "htmx.js").evaluate(SWAP)
    before = page.locator("h1").inner_text()

    page.click("#more")

    page.wait_for_function("before => document.querySelector('h1').innerText !== before", arg=before)
    assert complaints(page) == []


def test_icons_have_a_shape_and_our_three_signs_a_font_of_their_own(page: Page):
    page.goto("/status")

    page.evaluate(MARK)

    page.wait_for_function("document.querySelector('#icon use').getBBox().width > 10")
    assert page.evaluate(LOADED) == ["loaded"]
    assert complaints(page) == []
