# Functions that start and stop the two servers. Sourced by common.sh.

# h2_jar : the database driver that the provisioned server has.
h2_jar() { ls "$WILDFLY"/modules/system/layers/base/com/h2database/h2/main/h2-*.jar 2>/dev/null | head -1; }

# start_ringspan : an instance of the provisioned server with a directory and a company of its own, by Ringspan's own launcher. Sets SERVER_PID.
start_ringspan() {
  [[ -d $WILDFLY/standalone ]] || die "no provisioned server in $WILDFLY: build it first, or name it with --wildfly"
  [[ -f $EAR ]] || die "no $EAR: build it first, or name it with --ear"
  rm -rf "$WORK/server" "$WORK/server.in"
  java_bench BigCompany "$COMPANY" "$POPULATION" "$STEP" "$DOMAIN" "$GATEWAY" 5070 >"$WORK/seed.json"
  # Standard input of the launcher is a pipe that only this script holds: the server never outlives it.
  mkfifo "$WORK/server.in"
  java_bench BenchServer "$WILDFLY" "$EAR" "$WORK/server" "$WORK/seed.json" "$POPULATION" "$RINGSPAN" "$HEAP" "$SQL" \
    $SERVER_JAVA_OPTS <"$WORK/server.in" >"$WORK/server.out" 2>&1 &
  SERVER_SHELL=$!
  exec 9>"$WORK/server.in"
  await_server 1
  say "Ringspan runs as process $SERVER_PID, $(grep '^started' "$WORK/server.out" | tail -1), $POPULATION users"
}

# await_server N : waits until the launcher has said "ready" N times.
await_server() {
  until [[ $(grep -c '^ready ' "$WORK/server.out") -ge $1 ]]; do
    kill -0 "$SERVER_SHELL" 2>/dev/null || { cat "$WORK/server.out" >&2; die "the server didn't start"; }
    sleep 0.5
  done
  SERVER_PID=$(awk '/^ready / { pid = $2 } END { print pid }' "$WORK/server.out")
}

# register_desks : the desk phones of the users who get calls, from the address and port where they are called.
register_desks() {
  java_bench Registrations "$RINGSPAN" 5060 "$DESK" 5062 "$DOMAIN" 1 "$POPULATION" "$STEP" 3600 >"$WORK/register.out" 2>&1 ||
    { tail -20 "$WORK/register.out" >&2; die "the desk phones couldn't register"; }
  say "desk phones are registered: $(tr '\n' ' ' <"$WORK/register.out")"
}

# sql STATEMENT : the first value of a statement, put to the database of the server.
sql() { answered "sql $*"; }

# history N : fills the server's call history with N records of 31 days.
history() {
  local filled
  filled=$(answered "history $1 $POPULATION")
  [[ $filled == "$1" ]] || die "the call history couldn't be filled: $filled"
}

answered() {
  local before
  before=$(grep -c '^sql ' "$WORK/server.out" || true)
  echo "$*" >&9
  until [[ $(grep -c '^sql ' "$WORK/server.out" || true) -gt $before ]]; do
    kill -0 "$SERVER_SHELL" 2>/dev/null || die "the server ended"
    sleep 0.1
  done
  grep '^sql ' "$WORK/server.out" | tail -1 | cut -d' ' -f2-
}

stop_ringspan() {
  [[ -n ${SERVER_SHELL:-} ]] || return 0
  exec 9>&-
  wait "$SERVER_SHELL" 2>/dev/null || true
  SERVER_SHELL= SERVER_PID=
}

# probe FILE [gc] [rebuild] : what the server counts, as name=value lines.
probe() {
  local file=$1
  shift
  "$JDK/bin/java" -XX:TieredStopAtLevel=1 -cp "$WORK/classes" ServerProbe "$SERVER_PID" "$@" >"$file" 2>>"$WORK/probe.err"
}
LEFT_OVERS="LiveCalls ApplicationSessions SipSessions ServerTransactions ClientTransactions Dialogs"

# drain FILE : waits up to DRAIN_LIMIT seconds until no call state is left; leaves the last probe in FILE. Fails when some is left.
drain() {
  local waited=0 name left
  while :; do
    probe "$1"
    left=0
    for name in $LEFT_OVERS; do left=$((left + $(value "$1" "$name"))); done
    [[ $left -eq 0 ]] && { echo "DrainSeconds=$waited" >>"$1"; return 0; }
    [[ $waited -ge $DRAIN_LIMIT ]] && { echo "DrainSeconds=$waited" >>"$1"; return 1; }
    sleep 4; waited=$((waited + 4))
  done
}

start_kamailio() {
  sed -e "s/@SERVER@/$KAMAILIO:5060/; s/@DESK@/$DESK:5062/; s/@FIRST@/$FIRST:5071/; s/@SECOND@/$SECOND:5071/" \
    "$BENCH/kamailio.cfg" | sed 's/^listen=.*/listen=udp:'"$KAMAILIO"':5060/' >"$WORK/kamailio.cfg"
  mkdir -p "$WORK/kamailio"
  kamailio -DD -E -m 512 -M 16 -f "$WORK/kamailio.cfg" -P "$WORK/kamailio/pid" -Y "$WORK/kamailio" -w "$WORK/kamailio" \
    >"$WORK/kamailio.out" 2>&1 &
  KAMAILIO_PID=$!
  sleep 2
  kill -0 "$KAMAILIO_PID" 2>/dev/null || { tail -5 "$WORK/kamailio.out" >&2; die "Kamailio didn't start"; }
}

kamailio_pids() { echo "$KAMAILIO_PID"; pgrep -P "$KAMAILIO_PID" || true; }

stop_kamailio() {
  [[ -n ${KAMAILIO_PID:-} ]] || return 0
  kill "$KAMAILIO_PID" 2>/dev/null || true
  wait "$KAMAILIO_PID" 2>/dev/null || true
  KAMAILIO_PID=
}
