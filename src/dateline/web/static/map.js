"use strict";
// Maps: Natural Earth's countries beneath, incidents on top. Nothing is fetched from anywhere but the desk.

const frame = document.getElementById("map");
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const land = () => ({ color: colour("--border"), weight: 0.8, fillColor: colour("--land"), fillOpacity: 1, interactive: false });
const shade = () => ({ stroke: true, color: colour("--accent"), weight: 1, dashArray: "3 4", fillColor: colour("--accent"), fillOpacity: 0.1, interactive: false });

const map = L.map(frame, { worldCopyJump: true, minZoom: 1, maxZoom: 12, zoomSnap: 0.5, zoomControl: !frame.dataset.lat });
map.attributionControl.setPrefix(false).addAttribution("Natural Earth, GeoNames. Borders are no statement on any claim.");
const base = L.geoJSON(null, { style: land, interactive: false, renderer: L.canvas({ padding: 0.5 }) }).addTo(map);
const names = L.layerGroup().addTo(map);
const shaded = L.layerGroup().addTo(map);
const shapes = new Map();
let labels = [];
let placed = false;
map.on("load", () => { placed = true; });

const world = fetch("/static/map/countries.json").then((answer) => answer.json()).then((countries) => {
  base.addData(countries);
  for (const country of countries.features) {
    if (country.properties.code) shapes.set(country.properties.code, country);
    labels.push(country.properties);
  }
  name();
});
function name() {
  if (!placed) return;
  names.clearLayers();
  const zoom = map.getZoom();
  const bounds = map.getBounds();
  for (const label of labels) {
    const [lon, lat] = label.middle;
    if (label.size * 4 ** zoom < 2600 || !bounds.contains([lat, lon])) continue;
    const words = document.createElement("span");
    words.textContent = label.name;
    names.addLayer(L.marker([lat, lon], { icon: L.divIcon({ className: "map-name", html: words, iconSize: [120, 16] }), interactive: false, keyboard: false }));
  }
}
// Towns of the gazetteer, as many as there is room for: the basemap has none, and a point without neighbours tells nothing.
const towns = L.layerGroup().addTo(map);
let asking = 0;
async function name_towns() {
  const mine = ++asking;
  towns.clearLayers();
  if (map.getZoom() < 5) return;
  const box = map.getBounds();
  const { x, y } = map.getSize();
  const sides = [Math.max(-180, box.getWest()), Math.max(-90, box.getSouth()), Math.min(180, box.getEast()), Math.min(90, box.getNorth())];
  if (sides[0] >= sides[2] || sides[1] >= sides[3]) return;
  const room = Math.min(60, Math.max(8, Math.round((x * y) / 9000)));
  const answer = await fetch(`/api/towns?bbox=${sides.map((side) => side.toFixed(3)).join(",")}&limit=${room}`);
  if (!answer.ok || mine !== asking) return;
  const taken = [];
  for (const town of await answer.json()) {
    const at = map.latLngToContainerPoint([town.lat, town.lon]);
    const spot = [at.x - 3, at.y - 9, at.x + 12 + town.name.length * 6.2, at.y + 9];
    if (spot[2] > x || taken.some((one) => spot[0] < one[2] && one[0] < spot[2] && spot[1] < one[3] && one[1] < spot[3])) continue;
    taken.push(spot);
    const words = document.createElement("span");
    words.textContent = town.name;
    towns.addLayer(L.marker([town.lat, town.lon], { icon: L.divIcon({ className: "map-town", html: words, iconSize: [0, 0] }), interactive: false, keyboard: false, zIndexOffset: -1000 }));
  }
}
function country(code) {
  const shape = shapes.get(code);
  if (shape) shaded.addLayer(L.geoJSON(shape, { style: shade, interactive: false }));
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => base.setStyle(land()));

if (frame.dataset.lat) one(); else many();

function one() {
  const { lat, lon, radius, precision, country: code } = frame.dataset;
  const point = [Number(lat), Number(lon)];
  const metres = Number(radius) * 1000;
  map.setView(point, 5);
  if (["site", "settlement", "near"].includes(precision)) {
    // The circle is as large as the place is uncertain, with some country around it to know where one is.
    map.fitBounds(L.latLng(point).toBounds(Math.max(metres, 3000) * 14), { maxZoom: 10 });
    if (metres) shaded.addLayer(L.circle(point, { ...shade(), radius: metres }));
    L.circleMarker(point, { radius: 4, color: colour("--card"), weight: 2, fillColor: colour("--accent"), fillOpacity: 1, interactive: false }).addTo(map);
  } else if (precision !== "country" && metres) {
    const circle = L.circle(point, { ...shade(), radius: metres });
    shaded.addLayer(circle);
    map.fitBounds(circle.getBounds().pad(0.15), { maxZoom: 8 });
  } else {
    world.then(() => { country(code); if (shapes.get(code)) map.fitBounds(L.geoJSON(shapes.get(code)).getBounds(), { maxZoom: 5 }); });
  }
  map.on("moveend", () => { name(); name_towns(); });
  name_towns();
}

function many() {
  const spots = L.layerGroup().addTo(map);
  const question = new URL(frame.dataset.map, location.href);
  let told = 0;

  async function load(first) {
    const mine = ++told;
    const asked = new URL(question);
    const zoom = map.getZoom();
    if (!first) {
      asked.searchParams.set("cell", Math.max(0.001, 42 / 2 ** zoom).toFixed(4));
      const box = map.getBounds().pad(0.3);
      if (!asked.searchParams.has("bbox")) {
        const sides = [Math.max(-180, box.getWest()), Math.max(-90, box.getSouth()), Math.min(180, box.getEast()), Math.min(90, box.getNorth())];
        if (sides[0] < sides[2] && sides[1] < sides[3]) asked.searchParams.set("bbox", sides.map((side) => side.toFixed(4)).join(","));
      }
    } else asked.searchParams.set("cell", "4");
    const answer = await fetch(asked);
    if (!answer.ok || mine !== told) return;
    const found = (await answer.json()).spots;
    if (first) { fit(found); return; }
    draw(found);
  }
  function fit(found) {
    if (frame.dataset.bbox) {
      const [west, south, east, north] = frame.dataset.bbox.split(",").map(Number);
      map.fitBounds([[south, west], [north, east]]);
    } else if (found.length || regions().length) map.fitBounds(L.latLngBounds([...found.map((spot) => [spot.lat, spot.lon]), ...regions()]).pad(0.15), { maxZoom: 7 });
    else map.setView([20, 10], 1.5);
    map.on("moveend", () => { name(); name_towns(); load(false); });
    load(false);
    name();
    name_towns();
  }
  // Corners of the regions that are shaded, so that they are seen too; countries are left out, they would fill the map.
  function regions() {
    return [...document.querySelectorAll(".coarse-list li[data-lat]:not([data-country])")].flatMap(({ dataset }) => {
      const box = L.latLng(Number(dataset.lat), Number(dataset.lon)).toBounds(Number(dataset.radius) * 2000 || 1000);
      return [box.getSouthWest(), box.getNorthEast()];
    });
  }
  function draw(found) {
    spots.clearLayers();
    const most = Math.max(...found.map((spot) => spot.incidents), 1);
    for (const spot of found) {
      const single = Boolean(spot.id);
      const size = single ? 15 : Math.round(22 + 26 * Math.sqrt(spot.incidents / most));
      const words = single ? spot.summary : `${spot.incidents} incidents${spot.place ? ` around ${spot.place}` : ""}${spot.killed ? `, ${spot.killed} killed` : ""}`;
      const inner = document.createElement("span");
      inner.textContent = single ? "" : spot.incidents.toLocaleString("en");
      const marker = L.marker([spot.lat, spot.lon], { icon: L.divIcon({ className: "map-count", html: inner, iconSize: [size, size] }), alt: words, title: "", keyboard: true });
      const tip = document.createElement("span");
      tip.textContent = words;
      marker.bindTooltip(tip, { direction: "top", offset: [0, -size / 2] });
      marker.on("click", () => {
        if (single) location.href = `/incidents/${spot.id}`;
        else if (map.getZoom() < map.getMaxZoom()) map.setView([spot.lat, spot.lon], Math.min(map.getZoom() + 2, map.getMaxZoom()));
        else keep();
      });
      spots.addLayer(marker);
      const element = marker.getElement();
      if (element) { element.setAttribute("role", "button"); element.setAttribute("aria-label", words); }
      if (single && spot.radius_km) spots.addLayer(L.circle([spot.lat, spot.lon], { ...shade(), weight: 0, radius: spot.radius_km * 1000 }));
    }
  }
  function keep() {
    const box = map.getBounds();
    const asked = new URL(question);
    asked.pathname = "/";
    asked.searchParams.set("bbox", [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()].map((side) => side.toFixed(3)).join(","));
    location.href = asked;
  }
  const Here = L.Control.extend({
    onAdd() {
      const button = L.DomUtil.create("button", "map-here");
      button.type = "button";
      button.textContent = "Keep to this view";
      L.DomEvent.disableClickPropagation(button);
      button.addEventListener("click", keep);
      return button;
    },
  });
  map.addControl(new Here({ position: "topright" }));
  world.then(() => {
    const seen = new Set();
    for (const item of document.querySelectorAll(".coarse-list li")) {
      const { country: code, lat, lon, radius } = item.dataset;
      const key = code || `${lat},${lon}`;
      // Pointing at one in the list shows which region it is.
      const mine = L.layerGroup();
      if (code && shapes.get(code)) mine.addLayer(L.geoJSON(shapes.get(code), { style: shade, interactive: false }));
      else if (lat && Number(radius)) mine.addLayer(L.circle([Number(lat), Number(lon)], { ...shade(), radius: Number(radius) * 1000 }));
      const light = (on) => mine.eachLayer((layer) => layer.setStyle({ fillOpacity: on ? 0.35 : 0.1 }));
      for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) item.addEventListener(event, () => light(on));
      if (seen.has(key)) continue;
      seen.add(key);
      shaded.addLayer(mine);
    }
  });
  load(true);
}
