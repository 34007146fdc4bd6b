# Functions that check the bars and write the report. Sourced by common.sh.

of() { value "$WORK/$1/result" "$2"; }
cpu_ratio() { ratio "$(of ringspan-main cpu_ms_call)" "$(of kamailio-main cpu_ms_call)"; }
heap_change() { [[ -f $WORK/after.probe ]] || { echo -; return; }; awk -v a="$(value "$WORK/before.probe" HeapUsed)" -v b="$(value "$WORK/after.probe" HeapUsed)" 'BEGIN { printf "%.2f", a ? (b - a) * 100 / a : 0 }'; }
bytes_per_call() {
  [[ -f $WORK/held.probe ]] || { echo -; return; }
  awk -v a="$(value "$WORK/unheld.probe" HeapUsed)" -v b="$(value "$WORK/held.probe" HeapUsed)" -v n="$(value "$WORK/held.probe" LiveCalls)" \
    'BEGIN { if (n > 0) printf "%.1f", (b - a) / n / 1024; else print "-" }'
}
grown() { if [[ -f $WORK/drained.probe ]]; then echo $(($(value "$WORK/drained.probe" "$1") - $(value "$WORK/before.probe" "$1"))); else echo -; fi; }

check_bars() {
  [[ -f $WORK/drained.probe ]] || return 0
  [[ $(grown ForcedLockReleases) -eq 0 ]] || missed "$(grown ForcedLockReleases) locks were released by force"
  [[ $(grown Retransmissions) -eq 0 ]] || missed "the server counted $(grown Retransmissions) retransmissions"
  [[ $(grown CallsStarted) -eq $(of ringspan-main calls) ]] || missed "the server counted $(grown CallsStarted) calls, $(of ringspan-main calls) were made"
  [[ $MAIN_ONLY == yes || $(value "$WORK/held.probe" LiveCalls) -eq $HELD_CALLS ]] || missed "$(value "$WORK/held.probe" LiveCalls) calls were live, $HELD_CALLS were held"
  if [[ $SHORT == no ]]; then
    awk -v c="$(heap_change)" 'BEGIN { exit !(c <= 2) }' || missed "the heap after collection grew by $(heap_change) %, the bar is 2 %"
    if [[ -f $WORK/kamailio-main/result ]]; then
      awk -v r="$(cpu_ratio)" 'BEGIN { exit !(r <= 5) }' || missed "a call costs $(cpu_ratio) times Kamailio's processor time, the bar is 5"
    fi
    if [[ -f $WORK/ringspan-wire/result ]]; then
      awk -v d="$(of ringspan-wire setup_p99)" 'BEGIN { exit !(d < 50) }' || missed "the first INVITE goes out after $(of ringspan-wire setup_p99) ms at p99, the bar is 50 ms"
    fi
  fi
}

wildfly_version() { ls "$WILDFLY"/modules/system/layers/base/org/jboss/as/product/main 2>/dev/null | sed -n 's/^wildfly-.*conf-\(.*\)\.jar$/WildFly \1/p'; }

# row LABEL RINGSPAN KAMAILIO [RATIO]
row() { printf '|%s |%s |%s |%s\n' "$1" "$2" "$3" "${4:-}"; }
compare() { row "$1" "$(of "ringspan-$2" "$3")" "$(of "kamailio-$2" "$3")" "$(ratio "$(of "ringspan-$2" "$3")" "$(of "kamailio-$2" "$3")")"; }

# heading TITLE : the beginning of a record.
heading() {
  local commit
  commit=$(git -C "$PROJECT" rev-parse --short HEAD 2>/dev/null || echo unknown)
  [[ -z $(git -C "$PROJECT" status --porcelain -- . ':!docs/performance.adoc' 2>/dev/null) ]] || commit="$commit with local changes"
  cat <<R

=== $(date -u '+%Y-%m-%d %H:%M') UTC, commit $commit${1:+: $1}
Machine:: $(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo), $(nproc) cores shared with the load generator, $(awk '/MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo) GiB, Linux $(uname -r)
Software:: JDK $("$JDK/bin/java" -XshowSettings:properties -version 2>&1 | awk -F'= ' '/java.runtime.version/ { print $2 }'), $(wildfly_version), server options \`-Xmx$HEAP${SERVER_JAVA_OPTS:+ $SERVER_JAVA_OPTS}\`, $(kamailio -v 2>/dev/null | awk 'NR == 1 { print $2, $3 }'), $(sipp -v 2>&1 | awk '/SIPp v/ { print $1, $2 }')
Load average:: $LOAD_BEFORE before, $LOAD_AFTER after; processors $BUSY_BEFORE % busy before$([[ $BUSY_BEFORE -le 10 ]] || echo ", *so the figures are disturbed*")${NOTE:+; $NOTE}
Result:: $(if [[ ${#MISSED[@]} -eq 0 ]]; then echo "every bar held"; else printf '%s; ' "${MISSED[@]}"; fi)
R
}

report() {
  local name rate
  heading ""
  cat <<R
Calls:: three legs, $RATE a second for $DURATION s (Kamailio $KAMAILIO_DURATION s), $((TALK / 1000)) s of talk, $USERS users of $POPULATION, $COMPANY rules ($(wc -c <"$WORK/seed.json" 2>/dev/null || echo 0) bytes of seed)

[cols="4,2,2,1",options="header"]
|===
|Figure |Ringspan |Kamailio |Ratio
R
  row "calls, failed" "$(of ringspan-main calls), $(of ringspan-main failed)" "$(of kamailio-main calls), $(of kamailio-main failed)"
  row "losing legs not cancelled cleanly" "$(of ringspan-main uncancelled)" "$(of kamailio-main uncancelled)"
  row "retransmissions by SIPp; counted by the server" "$(of ringspan-main retransmissions); $(grown Retransmissions)" "$(of kamailio-main retransmissions)"
  compare "processor time a call, ms" main cpu_ms_call
  compare "INVITE to 180 at the caller, p50, ms" main ring_p50
  compare "INVITE to 180 at the caller, p99, ms" main ring_p99
  compare "INVITE in to first INVITE out at $WIRE_RATE/s, p50, ms" wire setup_p50
  compare "INVITE in to first INVITE out at $WIRE_RATE/s, p99, ms" wire setup_p99
  compare "INVITE in to third INVITE out at $WIRE_RATE/s, p50, ms" wire fork_p50
  compare "INVITE in to third INVITE out at $WIRE_RATE/s, p99, ms" wire fork_p99
  compare "200 in to 200 out at $WIRE_RATE/s, p50, ms" wire answer_p50
  compare "200 in to 200 out at $WIRE_RATE/s, p99, ms" wire answer_p99
  row "messages a call on the wire; retransmissions" \
    "$(ratio "$(of ringspan-wire wire_messages)" "$(of ringspan-wire wire_calls)"); $(of ringspan-wire wire_retransmissions)" \
    "$(ratio "$(of kamailio-wire wire_messages)" "$(of kamailio-wire wire_calls)"); $(of kamailio-wire wire_retransmissions)"
  row "heap a live call ($(value "$WORK/held.probe" LiveCalls) held), KiB" "$(bytes_per_call)" ""
  row "heap after collection before and after the main run, MiB (change)" \
    "$(awk -v a="$(value "$WORK/before.probe" HeapUsed)" -v b="$(value "$WORK/after.probe" HeapUsed)" 'BEGIN { printf "%.1f, %.1f", a / 1048576, b / 1048576 }') ($(heap_change) %)" ""
  for name in $LEFT_OVERS; do row "$name left $(value "$WORK/drained.probe" DrainSeconds) s after the main run" "$(value "$WORK/drained.probe" "$name")" ""; done
  row "locks released by force" "$(grown ForcedLockReleases)" ""
  for rate in $LADDER; do
    row "ladder $rate/s, $LADDER_DURATION s: failed calls, retransmissions, ms a call, p99 to 180" \
      "$(of "ringspan-ladder-$rate" failed), $(of "ringspan-ladder-$rate" retransmissions), $(of "ringspan-ladder-$rate" cpu_ms_call), $(of "ringspan-ladder-$rate" ring_p99)" \
      "$(of "kamailio-ladder-$rate" failed), $(of "kamailio-ladder-$rate" retransmissions), $(of "kamailio-ladder-$rate" cpu_ms_call), $(of "kamailio-ladder-$rate" ring_p99)"
  done
  row "processor time of the load generator a call, ms" "$(of ringspan-main sipp_ms_call)" "$(of kamailio-main sipp_ms_call)"
  row "load generator alone at $((RATE * 4)) calls/s: failed, retransmissions" "$(of generator failed), $(of generator retransmissions)" ""
  echo '|==='
}

# table FILE : a table of a record from lines "figure|value".
table() { printf '\n[cols="4,2",options="header"]\n|===\n|Figure |Value\n'; sed 's/^\([^|]*\)|\(.*\)$/|\1 |\2/' "$1"; echo '|==='; }
