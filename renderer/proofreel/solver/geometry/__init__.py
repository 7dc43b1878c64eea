"""Points, lines, circles, triangles, parabolas and solids."""

from . import circles, lines, measures, parabola, pythagoras, segments, sines_cosines, triangles

# In this order: the first that recognises a text has it.
TOPICS = [triangles, pythagoras, sines_cosines, measures, circles, parabola, segments, lines]
