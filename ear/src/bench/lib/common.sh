# What every command of the benchmark needs. Sourced after BENCH, NAME and the defaults are set.

PROJECT=$(cd "$BENCH/../../.." && pwd)
WORK=$PROJECT/ear/target/$NAME
DOCUMENT=$PROJECT/docs/performance.adoc

RECORD=yes NETWORK=127.0.15 DOMAIN=ringspan.test NOTE= DRAIN_LIMIT=120
WILDFLY=$PROJECT/wildfly-config/server/target/server EAR=$PROJECT/ear/target/ringspan.ear HEAP=2g SERVER_JAVA_OPTS=
LAUNCHER=$PROJECT/wildfly-config/launcher/target/classes
# The company: its kind (see BigCompany), its users, the step between those who get calls; whether SQL statements may be put to its database.
COMPANY=plain POPULATION=1500 STEP=1 SQL=-

say() { echo "$(date +%T) $*"; }
die() { echo "${NAME}: $*" >&2; exit 2; }

common_usage() {
  cat <<'U'
  --wildfly DIR       the provisioned server (default wildfly-config/server/target/server)
  --ear FILE          the application (default ear/target/ringspan.ear)
  --heap SIZE         largest heap of the server (default 2g)
  --java-options "O"  further options of the server's Java virtual machine
  --network A.B.C     loopback network to use, addresses .1 to .9 (default 127.0.15)
  --note TEXT         a remark for the record, such as what else ran on the machine
  --no-record         don't append the results to docs/performance.adoc
U
}

# common_option OPTION [VALUE] : takes an option that all commands have and sets TAKEN to the words it used, 0 when it is none of them.
common_option() {
  TAKEN=2
  case $1 in
    --wildfly) WILDFLY=$2 ;;
    --ear) EAR=$2 ;;
    --heap) HEAP=$2 ;;
    --java-options) SERVER_JAVA_OPTS=$2 ;;
    --network) NETWORK=$2 ;;
    --note) NOTE=$2 ;;
    --no-record) RECORD=no TAKEN=1 ;;
    *) TAKEN=0 ;;
  esac
}

find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if [[ -x $candidate/bin/javac && $("$candidate/bin/javac" -version 2>&1) =~ javac\ ([0-9]+) && ${BASH_REMATCH[1]} -ge 21 ]]; then
      echo "$candidate"; return
    fi
  done
  die "no JDK >= 21 found, set JAVA_HOME"
}

# busy : how much of all processors is in use, per cent over two seconds.
busy() {
  { grep '^cpu ' /proc/stat; sleep 2; grep '^cpu ' /proc/stat; } |
    awk '{ idle = $5 + $6; all = 0; for (i = 2; i <= 9; i++) all += $i } NR == 1 { i0 = idle; a0 = all } END { printf "%.0f", 100 - (idle - i0) * 100 / (all - a0) }'
}

MISSED=()
missed() { MISSED+=("$*"); say "MISSED: $*"; }
SIPP_PIDS=() DUMPCAP_PID='' SERVER_PID='' KAMAILIO_PID='' SERVER_SHELL='' GENERATOR_PIDS=()
finish() {
  trap - EXIT INT TERM
  local pid
  for pid in "${SIPP_PIDS[@]}" "${GENERATOR_PIDS[@]}" $DUMPCAP_PID; do kill "$pid" 2>/dev/null || true; done
  stop_kamailio; stop_ringspan
}

# prepare TOOL... : checks the tools, compiles, and says how quiet the machine is. Afterwards everything started is stopped at exit.
prepare() {
  local tool
  for tool in "$@" awk; do command -v "$tool" >/dev/null || die "$tool is missing"; done
  RINGSPAN=$NETWORK.1 GATEWAY=$NETWORK.2 DESK=$NETWORK.3 KAMAILIO=$NETWORK.4 FIRST=$NETWORK.5 SECOND=$NETWORK.6 CANCELLER=$NETWORK.7 CHURN=$NETWORK.8
  JDK=$(find_jdk)
  # Only what an earlier run of this command left, never anything else below target.
  rm -rf "$WORK"; mkdir -p "$WORK/classes"
  [[ -d $LAUNCHER ]] || die "no $LAUNCHER: build wildfly-config/launcher first"
  "$JDK/bin/javac" -cp "$LAUNCHER" -d "$WORK/classes" "$BENCH"/java/*.java
  trap finish EXIT
  trap 'exit 2' INT TERM
  LOAD_BEFORE=$(cut -d' ' -f1-3 /proc/loadavg) BUSY_BEFORE=$(busy)
  say "load average at the start: $LOAD_BEFORE, $(nproc) cores, $BUSY_BEFORE % busy"
  [[ $BUSY_BEFORE -le 10 ]] || say "the machine isn't quiet: the figures are disturbed"
}

# java_bench CLASS ARGUMENT... : in the background the process that bash knows is Java's own, so that it can be ended.
java_bench() {
  local command=("$JDK/bin/java" -cp "$WORK/classes:$LAUNCHER:$(h2_jar)" "$@")
  if [[ $BASHPID != "$$" ]]; then exec "${command[@]}"; fi
  "${command[@]}"
}

# test_classpath : finds what the end-to-end tests are run with, which their build has written down; CLASSPATH_FILE may name another file that has it.
test_classpath() {
  [[ -f $EAR ]] || die "no $EAR: build it first, or name it with --ear"
  [[ -d $PROJECT/ear/target/test-classes ]] || die "no test classes: run mvn package -pl ear -am first"
  CLASSPATH_FILE=${CLASSPATH_FILE:-$PROJECT/ear/target/test-classpath}
  [[ -f $CLASSPATH_FILE ]] || die "no $CLASSPATH_FILE: run mvn package -pl ear -am first"
}

# java_test ARGUMENT... : a program among the end-to-end tests, with a directory of its own.
java_test() {
  "$JDK/bin/java" -cp "$PROJECT/ear/target/test-classes:$(<"$CLASSPATH_FILE")" -Dringspan.test.server.home="$WILDFLY" -Dringspan.test.application="$EAR" \
    -Dringspan.test.directory="$WORK" -Dringspan.test.network="$NETWORK" "$@"
}

. "$BENCH/lib/measure.sh"
. "$BENCH/lib/servers.sh"
. "$BENCH/lib/load.sh"
. "$BENCH/lib/report.sh"

# conclude : prints the report, records it, and ends with the exit status. The function report writes it.
conclude() {
  LOAD_AFTER=$(cut -d' ' -f1-3 /proc/loadavg)
  report >"$WORK/report.adoc"
  cat "$WORK/report.adoc"
  if [[ $RECORD == yes ]]; then cat "$WORK/report.adoc" >>"$DOCUMENT"; say "appended to ${DOCUMENT#"$PROJECT"/}"; fi
  if [[ ${#MISSED[@]} -gt 0 ]]; then
    printf 'MISSED: %s\n' "${MISSED[@]}" >&2
    exit 1
  fi
  say "every bar held"
}
