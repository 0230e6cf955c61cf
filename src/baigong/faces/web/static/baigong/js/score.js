// Draws the quarters where there is room for a drawing; without it their table stands open in the page.
const room = document.getElementById("trend");
const SHAPES = { events: "rect", holders: "circle", first: "triangle", stock: "circle" };
const HOLLOW = new Set(["events", "holders"]);

if (room) {
  const told = JSON.parse(document.getElementById("trend-told").textContent);
  room.hidden = false;
  document.getElementById("trend-table").open = false;
  const seen = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) {
      seen.disconnect();
      fetched(room.dataset.library).then(() => drawAll(told)).catch(() => giveUp());
    }
  }, { rootMargin: "400px" });
  seen.observe(room);
}

function fetched(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}

function giveUp() {
  room.hidden = true;
  document.getElementById("trend-table").open = true;
}

function drawAll(told) {
  const places = room.querySelectorAll("[data-chart]");
  const charts = [...places].map((place) => draw(place, told));
  const again = () => charts.forEach((chart, at) => {
    chart.resize();
    chart.setOption(option(places[at], told), true);
  });
  new ResizeObserver(() => charts.forEach((chart) => chart.resize())).observe(room);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
}

function draw(place, told) {
  const chart = window.echarts.init(place, null, { renderer: "svg" });
  chart.setOption(option(place, told));
  return chart;
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

// Flow and stock never share a drawing; both begin at zero.
function option(place, told) {
  const isStock = place.dataset.chart === "stock";
  const names = isStock ? ["stock"] : ["events", "holders", "first"];
  const grey = colour("ink-3");
  const text = { color: grey, fontFamily: getComputedStyle(place).fontFamily, fontSize: 12 };
  return {
    animation: false,
    textStyle: text,
    aria: { enabled: true, label: { description: isStock ? room.dataset.stocks : room.dataset.flows } },
    grid: { left: 4, right: isStock ? 12 : 118, top: 28, bottom: 4, containLabel: true },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      backgroundColor: colour("surface"),
      borderColor: colour("rule-strong"),
      textStyle: { color: colour("ink"), fontSize: 12 },
    },
    xAxis: {
      type: "category",
      data: told.quarters,
      axisLine: { lineStyle: { color: colour("ink") } },
      axisTick: { show: false },
      axisLabel: {
        ...text,
        interval: (at, quarter) => quarter.endsWith("Q1"),
        formatter: (quarter) => quarter.slice(0, 4),
      },
    },
    yAxis: {
      type: "value",
      min: 0,
      splitNumber: 4,
      axisLabel: text,
      splitLine: { lineStyle: { color: colour("rule") } },
    },
    series: names.map((name) => line(name, told[name], isStock ? undefined : apart(names, told)[name])),
  };
}

// How far each name is moved from its line's end, so that no two stand upon one another.
function apart(names, told) {
  const most = Math.max(...names.flatMap((name) => told[name])) || 1;
  const height = (name) => (200 * told[name].at(-1)) / most;
  const shifts = {};
  let free = -Infinity;
  for (const name of [...names].sort((one, other) => height(one) - height(other))) {
    const at = Math.max(height(name), free);
    shifts[name] = height(name) - at;
    free = at + 15;
  }
  return shifts;
}

// Its name stands at the end of a line, in its colour: there is no legend.
function line(name, values, shift) {
  const ink = colour(name);
  return {
    type: "line",
    name: room.dataset[name],
    data: values,
    symbol: SHAPES[name],
    symbolSize: 7,
    lineStyle: { color: ink, width: 2 },
    itemStyle: { color: HOLLOW.has(name) ? colour("surface") : ink, borderColor: ink, borderWidth: 1.6 },
    areaStyle: shift === undefined ? { color: ink, opacity: 0.08 } : undefined,
    endLabel: { show: shift !== undefined, color: ink, fontWeight: 600, distance: 8, offset: [0, shift ?? 0], formatter: "{a}" },
  };
}
