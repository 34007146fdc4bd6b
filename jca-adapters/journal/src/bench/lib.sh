# For the commands of this folder.
MODULE=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

die() { echo "$NAME: $*" >&2; exit 2; }
find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if [[ -x $candidate/bin/javac && $("$candidate/bin/javac" -version 2>&1) =~ javac\ ([0-9]+) && ${BASH_REMATCH[1]} -ge 21 ]]; then
      echo "$candidate"; return
    fi
  done
  die "no JDK >= 21 found, set JAVA_HOME"
}
# jars ARTIFACT... : from the local Maven repository, which the build has filled.
jar() { find "${MAVEN_REPOSITORY:-$HOME/.m2/repository}/$1" -name '*.jar' ! -name '*sources*' 2>/dev/null | sort -V | tail -1; }
