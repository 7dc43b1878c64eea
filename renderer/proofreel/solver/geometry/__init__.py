"""Points, lines, circles, triangles and solids."""

TOPICS: list = []
