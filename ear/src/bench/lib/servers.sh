# Functions that start and stop the two servers. Sourced by run.

# write_seed : the company of the benchmark: users with one desk phone and two remote destinations that ring at once.
write_seed() {
  {
    printf '{"domain":"%s","users":[' "$DOMAIN"
    local index separator=''
    for ((index = 1; index <= USERS; index++)); do
      local n; printf -v n '%04d' "$index"
      printf '%s\n{"id":"u%s","name":"User %s","role":"user","mobility":true,' "$separator" "$n" "$n"
      printf '"lines":[{"number":"6%s","did":"+1408556%s","voicemail":false}],"devices":[{"name":"u%s-desk","lines":["6%s"]}],' "$n" "$n" "$n" "$n"
      printf '"remoteDestinations":['
      printf '{"number":"+1408557%s","name":"mobile","mobilePhone":true,"singleNumberReach":true,"delayBeforeRinging":0,"answerTooSoon":0,"answerTooLate":19000},' "$n"
      printf '{"number":"+1408558%s","name":"home","mobilePhone":true,"singleNumberReach":true,"delayBeforeRinging":0,"answerTooSoon":0,"answerTooLate":19000}]}' "$n"
      separator=','
    done
    printf '],\n"gateways":[{"name":"pstn","host":"%s","port":5070,"transport":"udp"}],' "$GATEWAY"
    printf '"voicemail":{"pilot":"59999","routedAs":"+14085559999","gateway":"pstn"},"forwardNoAnswer":20000}\n'
  } >"$WORK/seed.json"
}

# start_ringspan : an instance of the provisioned server with a directory of its own, by Ringspan's own launcher. Sets SERVER_PID.
start_ringspan() {
  [[ -d $WILDFLY/standalone ]] || die "no provisioned server in $WILDFLY: build it first, or name it with --wildfly"
  [[ -f $EAR ]] || die "no $EAR: build it first, or name it with --ear"
  write_seed
  # Standard input of the launcher is a pipe that only this script holds: the server never outlives it.
  mkfifo "$WORK/server.in"
  "$JDK/bin/java" -cp "$WORK/classes:$LAUNCHER" BenchServer "$WILDFLY" "$EAR" "$WORK/server" "$WORK/seed.json" "$USERS" "$RINGSPAN" "$HEAP" \
    $SERVER_JAVA_OPTS <"$WORK/server.in" >"$WORK/server.out" 2>&1 &
  SERVER_SHELL=$!
  exec 9>"$WORK/server.in"
  local second=0
  until grep -q '^ready ' "$WORK/server.out"; do
    kill -0 "$SERVER_SHELL" 2>/dev/null || { cat "$WORK/server.out" >&2; die "the server didn't start"; }
    sleep 1; second=$((second + 1))
  done
  SERVER_PID=$(awk '/^ready / { print $2 }' "$WORK/server.out")
  say "Ringspan runs as process $SERVER_PID after $second s"
  "$JDK/bin/java" -cp "$WORK/classes" Registrations "$RINGSPAN" 5060 "$DESK" 5062 "$DOMAIN" 1 "$USERS" 7200 >"$WORK/register.out" 2>&1 ||
    { tail -20 "$WORK/register.out" >&2; die "the desk phones couldn't register"; }
  say "$(tail -1 "$WORK/register.out")"
}

stop_ringspan() {
  [[ -n ${SERVER_SHELL:-} ]] || return 0
  exec 9>&-
  wait "$SERVER_SHELL" 2>/dev/null || true
  SERVER_SHELL= SERVER_PID=
}

# probe FILE [gc] : what the server counts, as name=value lines.
probe() { "$JDK/bin/java" -XX:TieredStopAtLevel=1 -cp "$WORK/classes" ServerProbe "$SERVER_PID" ${2:-} >"$1" 2>>"$WORK/probe.err"; }

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
