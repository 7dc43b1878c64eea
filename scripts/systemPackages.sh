# What Proofreel needs of the operating system, and how it is installed there. Sourced by scripts/setup; installs nothing
# by itself, so that the choice of names can be tried on any machine.

# name on Debian | name in Homebrew (- where macOS has it) | what it is for
systemPackages='ffmpeg|ffmpeg|encodes, joins and checks videos
espeak-ng|espeak-ng|speaks the narration
redis-server|redis|holds the queue of jobs
bubblewrap|-|runs scene code in a sandbox
build-essential|-|compiles pycairo, which Manim draws with
python3-dev|python@3.12|compiles pycairo, which Manim draws with
python3-venv|-|keeps the Python packages apart from the system
libcairo2-dev|cairo|draws the frames
libpango1.0-dev|pango|sets the text
pkg-config|pkg-config|finds cairo and pango while compiling
texlive-latex-extra|texlive|sets the formulas
texlive-fonts-recommended|-|fonts of the formulas
dvisvgm|-|turns formulas into shapes
poppler-utils|poppler|reads papers in PDF and draws their figures
fonts-inter|font-inter|the typeface of the videos
fonts-noto-core|font-noto-sans|letters that the typeface lacks'
# With FOR_TESTS=yes, as scripts/test sets it. On macOS the tests use Chrome where it is installed.
testPackages='chromium|-|shows web pages to the tests'
[ -z "${FOR_TESTS:-}" ] || systemPackages="$systemPackages
$testPackages"

have() { command -v "$1" > /dev/null 2>&1; }
haveBrowser() { have chromium || have chromium-browser || have google-chrome; }
onMac() { [ "$(uname -s)" = Darwin ]; }

# apt, brew, or nothing where neither is there.
packageManager() { if onMac; then have brew && echo brew; elif have apt-get; then echo apt; fi; }

purposeOf() { awk -F'|' -v name="$1" '$1 == name || $2 == name { print $3; exit }' <<< "$systemPackages"; }

debianPackageIsThere() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2> /dev/null)" = installed ]; }

# One name a line.
missingPackages() {
  local debian brew _ installed
  onMac && installed=" $(brew list -1 2> /dev/null | tr '\n' ' ') "
  while IFS='|' read -r debian brew _; do
    case $1 in
      brew)
        [ "$brew" = - ] && continue
        case $installed in *" $brew "*) ;; *) echo "$brew" ;; esac ;;
      apt)
        [ "$debian" = build-essential ] && have cc && continue
        [ "$debian" = chromium ] && haveBrowser && continue
        debianPackageIsThere "$debian" || echo "$debian" ;;
    esac
  done <<< "$systemPackages"
}

# MANAGER PACKAGE…: the one command that a person runs to get them.
installCommand() {
  local manager=$1; shift
  if [ "$manager" = brew ]; then echo "brew install $*"; return; fi
  local command="apt-get update && apt-get install -y --no-install-recommends $*"
  [ "$(id -u)" = 0 ] || ! have sudo || command="sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
  echo "$command"
}
