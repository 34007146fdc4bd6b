package org.ringspan.journal.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringspan.journal.Wish;

/**
 * Compares a history of transactions with what the remote side has been written, and with what is
 * parked. Everything is finished.
 */
final class Verification {

  private static final class Transaction {
    final List<Wish> wishes = new ArrayList<>();
    boolean isOnePhase;
    boolean isDecided;
    boolean isRolledBack;
    int begun;
    int returned = Integer.MAX_VALUE;
  }

  private final Map<String, Transaction> transactions = new LinkedHashMap<>();
  private final Map<Wish, Integer> written = new HashMap<>();
  private final Set<Wish> parked;
  private final List<String> faults = new ArrayList<>();
  private int decided;

  private Verification(List<String> history, List<Wish> writes, Set<Wish> parked) {
    this.parked = parked;
    read(history);
    for (int i = 0; i < writes.size(); i++) {
      if (written.put(writes.get(i), i) != null) {
        faults.add(writes.get(i) + " was written twice");
      }
    }
    transactions.forEach(this::judge);
    order();
    if (decided != written.size() + notWritten()) {
      faults.add(
          "%d wishes were decided, %d are written, %d parked"
              .formatted(decided, written.size(), notWritten()));
    }
  }

  private int notWritten() {
    var left = new LinkedHashSet<>(parked);
    left.removeAll(written.keySet());
    return left.size();
  }

  /** What is wrong; empty when nothing is. */
  static List<String> faults(List<String> history, List<Wish> writes, Set<Wish> parked) {
    return new Verification(history, writes, parked).faults;
  }

  private void read(List<String> history) {
    for (int at = 0; at < history.size(); at++) {
      var words = List.of(history.get(at).split(" ", -1));
      var transaction = transactions.computeIfAbsent(words.get(1), n -> new Transaction());
      switch (words.getFirst()) {
        case "preparing", "onephase" -> {
          transaction.begun = at;
          transaction.isOnePhase = words.getFirst().equals("onephase");
          for (var wish : words.subList(2, words.size())) {
            var parts = wish.split("=", -1);
            transaction.wishes.add(new Wish(parts[0], parts[1]));
          }
        }
        case "decided" -> transaction.isDecided = true;
        case "returned" -> {
          transaction.isDecided = true;
          transaction.returned = Math.min(transaction.returned, at);
        }
        case "rolledback" -> transaction.isRolledBack = true;
        case "finished" -> {}
        default -> faults.add("what is " + history.get(at));
      }
    }
  }

  private void judge(String name, Transaction transaction) {
    long there =
        transaction.wishes.stream()
            .filter(w -> written.containsKey(w) || parked.contains(w))
            .count();
    boolean all = there == transaction.wishes.size();
    if (transaction.isOnePhase && !transaction.isDecided && !transaction.isRolledBack) {
      // It was cut off: all or nothing.
      if (there > 0 && !all) {
        faults.add(name + " in one phase is there in part");
      }
      transaction.isDecided = all;
    } else if (transaction.isDecided && !all) {
      faults.add(name + " was committed and isn't there: " + transaction.wishes);
    } else if (!transaction.isDecided && there > 0) {
      faults.add(name + " was not committed and is there: " + transaction.wishes);
    }
    if (transaction.isDecided) {
      decided += transaction.wishes.size();
    }
  }

  /** What returned before another was begun comes first. */
  private void order() {
    Map<String, List<Map.Entry<Transaction, Integer>>> byObject = new HashMap<>();
    for (var transaction : transactions.values()) {
      for (var wish : transaction.wishes) {
        var at = written.get(wish);
        if (at != null && !parked.contains(wish)) {
          byObject
              .computeIfAbsent(wish.object(), o -> new ArrayList<>())
              .add(Map.entry(transaction, at));
        }
      }
    }
    byObject.forEach(
        (object, writes) -> {
          writes.sort(Map.Entry.comparingByValue());
          int latestBegun = 0;
          // In the order of writing, none may have returned before an earlier one was begun.
          for (var write : writes) {
            if (write.getKey().returned < latestBegun) {
              faults.add("on " + object + " " + write.getKey().wishes + " came too late");
            }
            latestBegun = Math.max(latestBegun, write.getKey().begun);
          }
        });
  }
}
