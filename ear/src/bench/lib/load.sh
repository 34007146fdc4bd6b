# Functions that make calls and the phases built from them. Sourced by common.sh.

# numbers : the numbers that are called, one user after the other.
numbers() {
  local index
  { echo SEQUENTIAL; for ((index = 1; index <= POPULATION; index += STEP)); do printf '+140860%05d\n' "$index"; done; } >"$WORK/numbers.csv"
}

# uas NAME SCENARIO IP PORT DIRECTORY : starts an answering SIPp; adds its process to SIPP_PIDS.
uas() {
  (cd "$5" && exec sipp -sf "$BENCH/sipp/$2.xml" -i "$3" -p "$4" -nostdin -buff_size 4194304 -trace_err -error_file "$1.err" \
    -trace_logs -log_file "$1.log" -trace_stat -stf "$1.csv" -fd 1) >"$5/$1.out" 2>&1 &
  SIPP_PIDS+=($!)
}

stop_sipp() {
  local pid
  for pid in "${SIPP_PIDS[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${SIPP_PIDS[@]}"; do wait "$pid" 2>/dev/null || true; done
  SIPP_PIDS=()
}

# load NAME WHAT RATE SECONDS TALK_MS [capture] : one measured load. WHAT is ringspan, kamailio or generator.
# Leaves $WORK/NAME/result (name=value). The caller and the remote destinations are one SIPp process, since a gateway is
# known by address and port; a proxy keeps the Call-ID, so for Kamailio each remote destination has a process of its own.
load() {
  local name=$1 what=$2 rate=$3 seconds=$4 talk=$5 capture=${6:-} target pids=() calls=$(($3 * $4)) status=0
  local dir=$WORK/$name out_of_call=(-oocsf "$BENCH/sipp/mobile.xml")
  mkdir -p "$dir"
  case $what in
    ringspan) target=$RINGSPAN:5060 pids=("$SERVER_PID") ;;
    kamailio) target=$KAMAILIO:5060 out_of_call=() ; mapfile -t pids < <(kamailio_pids)
      uas first mobile "$FIRST" 5071 "$dir"; uas second mobile "$SECOND" 5071 "$dir" ;;
    generator) target=$DESK:5062 ;;
  esac
  uas desk desk "$DESK" 5062 "$dir"
  sleep 1
  if [[ $what == generator ]]; then
    (sleep 0.5; cd "$dir" && exec timeout $((seconds + 60)) sipp -sf "$BENCH/sipp/canceller.xml" -i "$CANCELLER" -p 5060 -r $((rate * 2)) \
      -m $((calls * 2)) -l 100000 -nostdin -buff_size 4194304 -trace_err -error_file canceller.err -trace_stat -stf canceller.csv -fd 1 \
      "$GATEWAY:5070") >"$dir/canceller.out" 2>&1 &
    local canceller=$!
  fi
  if [[ -n $capture ]]; then
    dumpcap -q -i lo -s 1500 -B 64 -f "udp and net ${NETWORK}.0/24" -w "$dir/wire.pcapng" >"$dir/dumpcap.out" 2>&1 &
    DUMPCAP_PID=$!
    sleep 1
  fi
  local server_before=0 server_after=0 start end
  [[ ${#pids[@]} -eq 0 ]] || server_before=$(cpu_ms "${pids[@]}")
  [[ $what != ringspan ]] || thread_ms "$SERVER_PID" >"$dir/threads.before"
  times >"$dir/times.before"; start=$(date +%s%N)
  (cd "$dir" && exec timeout $((seconds + talk / 1000 + 60)) sipp -sf "$BENCH/sipp/caller.xml" "${out_of_call[@]}" -inf "$WORK/numbers.csv" \
    -i "$GATEWAY" -p 5070 -r "$rate" -m "$calls" -d "$talk" -l 100000 -nostdin -buff_size 4194304 -trace_err -error_file caller.err \
    -trace_logs -log_file caller.log -trace_rtt -rtt_freq 50 -trace_stat -stf caller.csv -fd 1 "$target") >"$dir/caller.out" 2>&1 &
  local caller=$!
  SIPP_PIDS+=("$caller")
  if [[ -n ${DURING:-} ]]; then "$DURING" "$dir"; fi
  wait "$caller" || status=$?
  end=$(date +%s%N)
  [[ ${#pids[@]} -eq 0 ]] || server_after=$(cpu_ms "${pids[@]}")
  if [[ $what == ringspan ]]; then
    # Where the processor time went, by kind of thread, milliseconds a call; threads that ended meanwhile are missing.
    thread_ms "$SERVER_PID" | awk -F'\t' -v calls="$calls" 'NR == FNR { before[$1] = $2; next } $2 > before[$1] { printf "%.3f\t%s\n", ($2 - before[$1]) / calls, $1 }' \
      "$dir/threads.before" - | sort -rg >"$dir/threads"
  fi
  [[ $what != generator ]] || wait "$canceller" || status=$?
  sleep 2
  if [[ -n $capture ]]; then kill "$DUMPCAP_PID"; wait "$DUMPCAP_PID" || true; DUMPCAP_PID=; fi
  stop_sipp
  times >"$dir/times.after"
  # SIPp writes no such file for less than 50 calls.
  { cat "$dir"/caller_*_rtt.csv 2>/dev/null || true; } | awk -F';' '$3 == 1 { print $2 }' >"$dir/ring"
  local answered cancelled retransmissions=0 file expected=$((calls * 2)) failed
  cancelled=$(cat "$dir"/*.log 2>/dev/null | grep -c '^cancelled' || true)
  for file in caller desk first second canceller; do
    if [[ -f $dir/$file.csv ]]; then retransmissions=$((retransmissions + $(sipp_stat "$dir/$file.csv" 'Retransmissions(C)'))); fi
  done
  answered=$(sipp_stat "$dir/caller.csv" 'SuccessfulCall(C)')
  failed=$((calls - answered))
  {
    echo "rate=$rate"; echo "calls=$calls"; echo "ok=$answered"; echo "failed=$failed"
    echo "uncancelled=$((expected - cancelled))"; echo "retransmissions=$retransmissions"; echo "status=$status"
    echo "cpu_ms=$((server_after - server_before))"; echo "sipp_ms_call=$(ratio $(($(children_ms "$dir/times.after") - $(children_ms "$dir/times.before"))) "$calls")"
    echo "elapsed_ms=$(((end - start) / 1000000))"
    echo "cpu_ms_call=$(ratio $((server_after - server_before)) "$calls")"
    echo "ring_p50=$(percentile 50 <"$dir/ring")"; echo "ring_p99=$(percentile 99 <"$dir/ring")"
  } >"$dir/result"
  if [[ -n $capture ]]; then
    analyse_wire "$dir/wire.pcapng" "$target" "$dir/wire"
    local delay
    for delay in setup fork answer; do
      echo "${delay}_p50=$(percentile 50 <"$dir/wire.$delay")"; echo "${delay}_p99=$(percentile 99 <"$dir/wire.$delay")"
    done >>"$dir/result"
    sed 's/^/wire_/' "$dir/wire.counts" >>"$dir/result"
    rm -f "$dir/wire.pcapng"
  fi
  say "$name: $(tr '\n' ' ' <"$dir/result")"
}

# strict NAME : the bars of a load that must be clean.
strict() {
  local dir=$WORK/$1
  [[ $(value "$dir/result" failed) -eq 0 ]] || missed "$1: $(value "$dir/result" failed) of $(value "$dir/result" calls) calls failed (${dir#"$PROJECT"/}/caller.err)"
  [[ $(value "$dir/result" uncancelled) -eq 0 ]] || missed "$1: $(value "$dir/result" uncancelled) losing legs weren't cancelled cleanly"
  [[ $(value "$dir/result" retransmissions) -eq 0 ]] || missed "$1: SIPp retransmitted $(value "$dir/result" retransmissions) messages"
  [[ $(value "$dir/result" wire_retransmissions) -eq 0 ]] || missed "$1: $(value "$dir/result" wire_retransmissions) retransmissions on the wire"
}

# The load generator alone, callers and cancelled destinations, at four times the main rate.
prove_generator() {
  load generator generator $((RATE * 4)) 20 2000
  strict generator
}

measure_kamailio() {
  start_kamailio
  load kamailio-warmup kamailio "$WIRE_RATE" 10 1000
  local rate
  for rate in $LADDER; do load "kamailio-ladder-$rate" kamailio "$rate" "$LADDER_DURATION" "$TALK"; done
  load kamailio-main kamailio "$RATE" "$KAMAILIO_DURATION" "$TALK"
  load kamailio-wire kamailio "$WIRE_RATE" "$WIRE_DURATION" 2000 capture
  strict kamailio-main
  stop_kamailio
}

start_recording() { "$JDK/bin/jcmd" "$SERVER_PID" JFR.start name=bench settings=profile maxsize=500m filename="$WORK/ringspan.jfr" >>"$WORK/jfr.out"; }

# Waits until every held call is up, then collects garbage and reads the heap.
probe_held() {
  sleep $((HELD_CALLS / WIRE_RATE + 3))
  probe "$WORK/held.probe" gc
}

measure_ringspan() {
  start_ringspan
  register_desks
  load ringspan-warmup ringspan "$WIRE_RATE" "$WARMUP" 2000
  if [[ $SHORT == no ]]; then load ringspan-warmup-2 ringspan "$RATE" "$WARMUP" 2000; fi
  drain "$WORK/warm.probe" || missed "call state left after the warm-up: $(tr '\n' ' ' <"$WORK/warm.probe")"
  probe "$WORK/before.probe" gc

  if [[ $JFR == yes ]]; then start_recording; fi
  load ringspan-main ringspan "$RATE" "$DURATION" "$TALK"
  if [[ $JFR == yes ]]; then "$JDK/bin/jcmd" "$SERVER_PID" JFR.stop name=bench >>"$WORK/jfr.out"; fi
  drain "$WORK/drained.probe" || missed "call state left $DRAIN_LIMIT s after the main run: $(tr '\n' ' ' <"$WORK/drained.probe")"
  probe "$WORK/after.probe" gc
  strict ringspan-main
  if [[ $MAIN_ONLY == yes ]]; then stop_ringspan; return; fi

  load ringspan-wire ringspan "$WIRE_RATE" "$WIRE_DURATION" 2000 capture
  strict ringspan-wire
  drain "$WORK/wire.probe" || missed "call state left after the run on the wire"

  probe "$WORK/unheld.probe" gc
  DURING=probe_held load ringspan-held ringspan "$WIRE_RATE" $((HELD_CALLS / WIRE_RATE)) $((HELD_CALLS * 1000 / WIRE_RATE + 20000))
  strict ringspan-held
  drain "$WORK/held-drained.probe" || missed "call state left after the held calls"

  local rate
  for rate in $LADDER; do load "ringspan-ladder-$rate" ringspan "$rate" "$LADDER_DURATION" "$TALK"; done
  [[ -z $LADDER ]] || drain "$WORK/ladder.probe" || missed "call state left after the ladder"
  stop_ringspan
}

# mix NAME RATE SECONDS TALK_MS register|registered KIND... : calls that end in every way (see Mix); leaves $WORK/NAME.out. Fails when one ended otherwise.
mix() {
  local name=$1 rate=$2 seconds=$3 talk=$4 how=$5 status=0
  shift 5
  java_bench Mix "$RINGSPAN" 5060 "$GATEWAY" 5070 "$DESK" 5062 "$DOMAIN" "${MIX_USERS:-$POPULATION}" "$rate" "$seconds" "$talk" "$how" "$@" \
    9>&- >"$WORK/$name.out" 2>"$WORK/$name.err" &
  local pid=$!
  GENERATOR_PIDS+=("$pid")
  wait "$pid" || status=$?
  forget "$pid"
  say "$name: $(tail -15 "$WORK/$name.out" | tr '\n' ' ')"
  [[ $status -eq 0 ]] || head -5 "$WORK/$name.err"
  return "$status"
}

# forget PID : a generator has ended, its process id may be somebody else's soon.
forget() {
  local pid kept=()
  for pid in "${GENERATOR_PIDS[@]}"; do [[ $pid == "$1" ]] || kept+=("$pid"); done
  GENERATOR_PIDS=("${kept[@]}")
}
