# Functions that measure: processor time, SIPp's statistics, percentiles, the wire. Sourced by common.sh.

# cpu_ms PID... : processor time of the processes with all their threads, user and system, milliseconds (resolution 10).
cpu_ms() {
  local pid
  for pid in "$@"; do cat "/proc/$pid/stat"; done |
    awk -v tick="$(getconf CLK_TCK)" '{ sub(/^.*\) /, ""); ms += ($12 + $13) * 1000 / tick } END { printf "%d\n", ms }'
}

# thread_ms PID : "name<TAB>milliseconds" for each thread, numbers in the name left out, so that the threads of a pool add up.
thread_ms() {
  cat /proc/"$1"/task/*/stat 2>/dev/null |
    awk -v tick="$(getconf CLK_TCK)" '{
      name = $0; sub(/^[0-9]+ \(/, "", name); sub(/\) [A-Z] .*/, "", name); gsub(/[0-9]+/, "", name)
      sub(/^.*\) /, ""); ms[name] += ($12 + $13) * 1000 / tick
    } END { for (name in ms) printf "%s\t%d\n", name, ms[name] }'
}

# children_ms FILE : processor time in a file written by the builtin times, of the processes this script started and waited for, milliseconds.
children_ms() {
  awk 'NR == 2 { for (i = 1; i <= 2; i++) { split($i, t, /[ms]/); ms += t[1] * 60000 + t[2] * 1000 } printf "%d\n", ms }' "$1"
}

# sipp_stat FILE COLUMN : the last value of a cumulative column of a SIPp statistics file.
sipp_stat() {
  awk -F';' -v column="$2" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == column) at = i } NR > 1 && at { value = $at } END { print value + 0 }' "$1"
}

# percentile P : of the numbers on standard input (nearest rank), "-" when there are none.
percentile() {
  sort -g | awk -v p="$1" '{ v[NR] = $1 } END { if (!NR) { print "-"; exit } r = int(NR * p / 100 + 0.999999); if (r < 1) r = 1; print v[r] }'
}

# ratio A B : A / B with two decimals, "-" when B is no number above 0.
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b + 0 > 0) printf "%.2f\n", a / b; else print "-" }'; }

# value FILE NAME : from a file of name=value lines; 0 when the name is absent, "-" when the file is.
value() { if [[ -f $1 ]]; then awk -F= -v name="$2" '$1 == name { v = $2 } END { print v ? v : 0 }' "$1"; else echo -; fi; }

# analyse_wire CAPTURE SERVER OUT : reads a capture and writes OUT.setup, OUT.fork, OUT.answer (one delay in ms a line)
# and OUT.counts (name=value). SERVER is the server's ip:port.
#   setup:  INVITE into the server -> first INVITE out of it
#   fork:   INVITE into the server -> last of its three INVITEs out
#   answer: 200 of the desk phone into the server -> 200 out to the caller
# A call is followed by the user's index in the request URI: a B2BUA changes the Call-ID.
analyse_wire() {
  local capture=$1 server=$2 out=$3 port ports=()
  for port in 5060 5062 5070 5071; do ports+=(-d "udp.port==$port,sip"); done
  tshark -r "$capture" "${ports[@]}" -Y sip -T fields -E occurrence=f -E separator='|' \
    -e frame.time_epoch -e ip.src -e udp.srcport -e ip.dst -e udp.dstport -e sip.Method -e sip.Status-Code \
    -e sip.r-uri.user -e sip.Call-ID -e sip.CSeq -e sip.Via.branch -e sip.to.tag >"$out.messages" 2>"$out.tshark"
  awk -F'|' -v server="$server" -v out="$out" '
    function index_of(user) { return substr(user, length(user) - 4) }
    {
      if (!epoch) epoch = int($1)
      now = ($1 - epoch) * 1000
      from = $2 ":" $3; to = $4 ":" $5; method = $6; status = $7; split($10, cseq, " ")
      messages++
      # A request or a final response seen before on the same hop is a retransmission.
      if (method != "" || status >= 200) {
        key = from to method status $9 $10 $11 $12
        if (key in seen) { retransmissions++; print $0 > (out ".retransmissions") }
        seen[key] = 1
      }
      if (method == "INVITE" && $12 == "" && !(key in counted)) {
        counted[key] = 1
        index_ = index_of($8)
        if (to == server) { calls++; started[index_] = now; forks[index_] = 0; caller[$9] = index_ }
        else if (from == server && index_ in started) {
          forks[index_]++; legs++
          delay = sprintf("%.3f", now - started[index_])
          if (forks[index_] == 1) print delay > (out ".setup")
          if (forks[index_] == 3) print delay > (out ".fork")
          leg[$9] = index_
        }
      }
      if (status == 200 && cseq[2] == "INVITE") {
        if (to == server && $9 in leg) answered[leg[$9]] = now
        else if (from == server && $9 in caller && caller[$9] in answered) {
          printf "%.3f\n", now - answered[caller[$9]] > (out ".answer"); delete answered[caller[$9]]
        }
      }
    }
    END {
      printf "messages=%d\ncalls=%d\nlegs=%d\nretransmissions=%d\n", messages, calls, legs, retransmissions > (out ".counts")
    }' "$out.messages"
  local part
  for part in setup fork answer retransmissions; do touch "$out.$part"; done
}

# analyse_timers CAPTURE SERVER OUT : how far the server's timers are from their nominal times in the calls of kind "nobody" (see Mix), by the
# kernel's time stamps. Writes OUT.delay, OUT.late and OUT.forward: milliseconds after the nominal time, one a line, negative when before it.
#   delay:   INVITE of the caller in -> INVITE to the mobile out: 1000 ms
#   late:    INVITE to the mobile out -> its CANCEL out: 1500 ms
#   forward: INVITE of the caller in -> INVITE to the mailbox out: 4000 ms
# A call is followed by the last five digits, which are the user's in the called number of caller and mobile, and in the caller's own number.
analyse_timers() {
  local capture=$1 server=$2 out=$3
  : >"$out.delay" >"$out.late" >"$out.forward"
  tshark -r "$capture" -d udp.port==5060,sip -d udp.port==5070,sip -Y 'sip.Method == "INVITE" || sip.Method == "CANCEL"' -T fields -E occurrence=f -E separator='|' \
    -e frame.time_epoch -e ip.src -e udp.srcport -e sip.Method -e sip.r-uri.user -e sip.from.user -e sip.Via.branch -e ip.dst 2>"$out.tshark" |
    awk -F'|' -v server="$server" -v gateway="$GATEWAY" -v out="$out" '
      function last(text) { return substr(text, length(text) - 4) }
      {
        if (!epoch) epoch = int($1)
        now = ($1 - epoch) * 1000
        if (seen[$2 $4 $7]++) next
        if ($8 == server && $4 == "INVITE") { started[last($5)] = now; next }
        if ($2 != server || $8 != gateway) next
        if ($5 ~ /9999999$/) { if ($4 == "INVITE") printf "%.3f\n", now - started[last($6)] - 4000 > (out ".forward"); next }
        if ($4 == "INVITE") { rung[last($5)] = now; printf "%.3f\n", now - started[last($5)] - 1000 > (out ".delay") }
        else printf "%.3f\n", now - rung[last($5)] - 1500 > (out ".late")
      }'
}
