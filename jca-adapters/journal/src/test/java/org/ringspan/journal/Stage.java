package org.ringspan.journal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ringspan.journal.branch.BranchXid;
import org.ringspan.journal.engine.DurableIntentJournal;
import org.ringspan.journal.store.SimulatedDisk;

/** A journal on a simulated disk, with a remote side, that can be crashed and opened again. */
public final class Stage {

  /** Settings that most tests want: small files, short pauses, no waiting. */
  public static final JournalSettings SETTINGS =
      JournalSettings.in(Path.of("simulated"))
          .withSizes(1 << 16, 4096)
          .withRepeats(3, Duration.ofSeconds(1), Duration.ofSeconds(8))
          .withTimes(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(10));

  /** The remote side; it outlives crashes. */
  public final RemoteSide remote = new RemoteSide();

  /** The time. */
  public final MovableClock clock = new MovableClock();

  /** The disk of now. */
  public SimulatedDisk disk = new SimulatedDisk();

  private JournalSettings settings = SETTINGS;
  private WishCodec codec = new WishCodec();
  private DurableIntentJournal<Wish> journal;

  /** Opens the first journal. */
  public Stage() {
    this(SETTINGS);
  }

  /** Opens it with settings of one's own. */
  public Stage(JournalSettings settings) {
    this.settings = settings;
    journal = open();
  }

  private DurableIntentJournal<Wish> open() {
    try {
      return DurableIntentJournal.open(settings, codec, remote, clock, disk);
    } catch (JournalException e) {
      throw new AssertionError(e);
    }
  }

  /** The journal of now. */
  public DurableIntentJournal<Wish> journal() {
    return journal;
  }

  /** The server is killed and starts again. */
  public void killAndRestart() {
    restart(disk.afterKill());
  }

  /** The server starts on this disk. */
  public void restart(SimulatedDisk next) {
    disk = next;
    journal = open();
  }

  /** The server starts with another release of the adapter. */
  public void restart(WishCodec other) {
    codec = other;
    killAndRestart();
  }

  /** A name of a branch. */
  public static BranchXid xid(String name) {
    return BranchXid.of(4711, name.getBytes(StandardCharsets.UTF_8), new byte[] {1});
  }

  /** A branch with these wishes, ended. */
  public BranchXid ended(String name, Wish... wishes) throws XAException {
    var session = journal.session();
    var xid = xid(name);
    session.xaResource().start(xid, XAResource.TMNOFLAGS);
    for (var wish : wishes) {
      session.enqueue(wish);
    }
    session.xaResource().end(xid, XAResource.TMSUCCESS);
    return xid;
  }

  /** The same, prepared. */
  public BranchXid prepared(String name, Wish... wishes) throws XAException {
    var xid = ended(name, wishes);
    Assertions.assertThat(xa().prepare(xid)).isEqualTo(XAResource.XA_OK);
    return xid;
  }

  /** The transaction manager's way in. */
  public XAResource xa() {
    return journal.recoveryResource();
  }

  /** What recovery lists. */
  public List<BranchXid> listed() throws XAException {
    return Arrays.stream(xa().recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN))
        .map(BranchXid::of)
        .toList();
  }

  /** The XA error code that a call throws. */
  public static int errorOf(ThrowingCallable call) {
    var thrown = Assertions.catchThrowableOfType(XAException.class, call);
    Assertions.assertThat(thrown).as("an exception of XA").isNotNull();
    return thrown.errorCode;
  }

  /** The only parked intent. */
  public ParkedIntent onlyParked() {
    var parked = journal.administration().parked();
    Assertions.assertThat(parked).hasSize(1);
    return parked.getFirst();
  }
}
