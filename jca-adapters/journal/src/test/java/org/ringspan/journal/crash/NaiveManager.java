package org.ringspan.journal.crash;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.ringspan.journal.IntentJournal;
import org.ringspan.journal.Stage;
import org.ringspan.journal.Wish;
import org.ringspan.journal.branch.BranchXid;

/**
 * A transaction manager of a few lines. Its log is a history of what it has asked for: a line
 * "decided" is its decision, which outlives the process.
 */
final class NaiveManager {

  private final AppendedFile history;
  private final IntentJournal<Wish> journal;
  private final FileRemote.Places places;

  NaiveManager(Path directory, IntentJournal<Wish> journal, FileRemote.Places places) {
    history = new AppendedFile(directory.resolve("history"));
    this.journal = journal;
    this.places = places;
  }

  static List<String> history(Path directory) {
    return new AppendedFile(directory.resolve("history")).lines();
  }

  private XAResource begin(String name, List<Wish> wishes) throws XAException {
    var session = journal.session();
    var xa = session.xaResource();
    xa.start(Stage.xid(name), XAResource.TMNOFLAGS);
    wishes.forEach(session::enqueue);
    xa.end(Stage.xid(name), XAResource.TMSUCCESS);
    return xa;
  }

  private void write(String what, String name, List<Wish> wishes) {
    history.add(
        what
            + " "
            + name
            + wishes.stream()
                .map(w -> " " + w.object() + "=" + w.value())
                .collect(Collectors.joining()));
  }

  /** A transaction in two phases, to its end. */
  void twoPhases(String name, List<Wish> wishes) throws XAException {
    var xa = begin(name, wishes);
    write("preparing", name, wishes);
    places.at("prepare");
    xa.prepare(Stage.xid(name));
    places.at("prepared");
    write("decided", name, wishes);
    places.at("commit");
    commit(xa, name);
  }

  /** One in two phases that is rolled back. */
  void rolledBack(String name, List<Wish> wishes) throws XAException {
    var xa = begin(name, wishes);
    write("preparing", name, wishes);
    xa.prepare(Stage.xid(name));
    xa.rollback(Stage.xid(name));
  }

  /** One in one phase. */
  void onePhase(String name, List<Wish> wishes) throws XAException {
    var xa = begin(name, wishes);
    write("onephase", name, wishes);
    places.at("prepare");
    try {
      xa.commit(Stage.xid(name), true);
      history.add("returned " + name);
    } catch (XAException e) {
      history.add((isRollback(e) ? "rolledback " : "returned ") + name);
    }
  }

  private static boolean isRollback(XAException e) {
    return e.errorCode >= XAException.XA_RBBASE && e.errorCode <= XAException.XA_RBEND;
  }

  private void commit(XAResource xa, String name) throws XAException {
    try {
      xa.commit(Stage.xid(name), false);
    } catch (XAException e) {
      if (e.errorCode == XAException.XA_RETRY) {
        history.add("returned " + name);
        return;
      }
      if (e.errorCode != XAException.XA_HEURMIX && e.errorCode != XAException.XA_HEURRB) {
        throw e;
      }
      xa.forget(Stage.xid(name));
    }
    history.add("returned " + name);
    places.at("returned");
    history.add("finished " + name);
  }

  /** What a transaction manager does at its start. */
  void recover() throws XAException {
    Set<String> decided = new HashSet<>();
    for (var line : history.lines()) {
      var words = line.split(" ", -1);
      if (words[0].equals("decided")) {
        decided.add(words[1]);
      } else if (words[0].equals("finished")) {
        decided.remove(words[1]);
      }
    }
    var xa = journal.recoveryResource();
    var listed = xa.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
    var names =
        Arrays.stream(listed)
            .map(BranchXid::of)
            .collect(
                Collectors.toMap(
                    x -> new String(x.getGlobalTransactionId(), StandardCharsets.UTF_8), x -> x));
    for (var name : names.keySet().stream().sorted().toList()) {
      if (decided.contains(name)) {
        commit(xa, name);
      } else {
        xa.rollback(names.get(name));
      }
    }
  }
}
