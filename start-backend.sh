#!/bin/sh
# The same as ./proofreel start: Redis, the embedded Convex deployment and the runner, until Ctrl-C.
exec "$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)/proofreel" start "$@"
