package org.ringspan.journal.engine;

import static javax.transaction.xa.XAException.XAER_DUPID;
import static javax.transaction.xa.XAException.XAER_INVAL;
import static javax.transaction.xa.XAException.XAER_NOTA;
import static javax.transaction.xa.XAException.XAER_PROTO;
import static javax.transaction.xa.XAException.XAER_RMFAIL;
import static javax.transaction.xa.XAException.XA_RBROLLBACK;
import static javax.transaction.xa.XAException.XA_RBTIMEOUT;
import static javax.transaction.xa.XAResource.TMENDRSCAN;
import static javax.transaction.xa.XAResource.TMFAIL;
import static javax.transaction.xa.XAResource.TMJOIN;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMONEPHASE;
import static javax.transaction.xa.XAResource.TMRESUME;
import static javax.transaction.xa.XAResource.TMSTARTRSCAN;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static javax.transaction.xa.XAResource.TMSUSPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringspan.journal.Stage.errorOf;
import static org.ringspan.journal.Stage.xid;

import java.time.Duration;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.journal.InvalidIntentException;
import org.ringspan.journal.Stage;
import org.ringspan.journal.TransactionOverException;
import org.ringspan.journal.Wish;

@DisplayName("The XAResource of a connection")
class XaProtocolTest {

  private static final Wish WISH = new Wish("ann", "1");

  private final Stage stage = new Stage();

  @Test
  @DisplayName("takes writes between start and end only")
  void association() throws XAException {
    var session = stage.journal().session();
    assertThat(session.inTransaction()).isFalse();
    assertThatThrownBy(() -> session.enqueue(WISH)).isInstanceOf(IllegalStateException.class);
    session.xaResource().start(xid("t"), TMNOFLAGS);
    assertThat(session.inTransaction()).isTrue();
    session.enqueue(WISH);
    assertThatThrownBy(() -> session.carryOutNow(WISH)).isInstanceOf(IllegalStateException.class);
    session.xaResource().end(xid("t"), TMSUCCESS);
    assertThat(session.inTransaction()).isFalse();
    assertThatThrownBy(() -> session.enqueue(WISH)).isInstanceOf(IllegalStateException.class);
    assertThat(stage.remote.attempts()).isEmpty();
  }

  @Test
  @DisplayName("refuses what the protocol doesn't allow, by the code that XA has for it")
  void protocol() throws XAException {
    var session = stage.journal().session();
    var xa = session.xaResource();
    xa.start(xid("t"), TMNOFLAGS);
    assertThat(errorOf(() -> xa.start(xid("u"), TMNOFLAGS))).isEqualTo(XAER_PROTO);
    assertThat(errorOf(() -> stage.xa().start(xid("t"), TMNOFLAGS))).isEqualTo(XAER_DUPID);
    assertThat(errorOf(() -> stage.xa().start(xid("u"), TMJOIN))).isEqualTo(XAER_NOTA);
    assertThat(errorOf(() -> stage.xa().start(xid("t"), TMRESUME))).isEqualTo(XAER_PROTO);
    assertThat(errorOf(() -> stage.xa().start(xid("u"), TMONEPHASE))).isEqualTo(XAER_INVAL);
    assertThat(errorOf(() -> stage.xa().end(xid("t"), TMSUCCESS))).isEqualTo(XAER_PROTO);
    assertThat(errorOf(() -> xa.end(xid("t"), TMJOIN))).isEqualTo(XAER_INVAL);
    assertThat(errorOf(() -> xa.end(xid("u"), TMSUCCESS))).isEqualTo(XAER_NOTA);
    assertThat(errorOf(() -> xa.prepare(xid("t")))).isEqualTo(XAER_PROTO);
    assertThat(errorOf(() -> xa.commit(xid("t"), true))).isEqualTo(XAER_PROTO);
    session.enqueue(WISH);
    xa.end(xid("t"), TMSUCCESS);
    assertThat(errorOf(() -> xa.commit(xid("t"), false))).isEqualTo(XAER_PROTO);
    assertThat(errorOf(() -> xa.forget(xid("t")))).isEqualTo(XAER_PROTO);
    assertThat(xa.prepare(xid("t"))).isEqualTo(XAResource.XA_OK);
    assertThat(errorOf(() -> xa.prepare(xid("t")))).isEqualTo(XAER_PROTO);
    assertThat(errorOf(() -> xa.start(xid("t"), TMNOFLAGS))).isEqualTo(XAER_DUPID);
    assertThat(errorOf(() -> xa.start(xid("t"), TMJOIN))).isEqualTo(XAER_PROTO);
    assertThat(errorOf(() -> xa.commit(xid("t"), true))).isEqualTo(XAER_PROTO);
    assertThat(errorOf(() -> xa.forget(xid("t")))).isEqualTo(XAER_PROTO);
    xa.commit(xid("t"), false);
    assertThat(errorOf(() -> xa.commit(xid("t"), false))).isEqualTo(XAER_NOTA);
    assertThat(errorOf(() -> xa.rollback(xid("t")))).isEqualTo(XAER_NOTA);
    assertThat(errorOf(() -> xa.forget(xid("t")))).isEqualTo(XAER_NOTA);
    assertThat(stage.remote.writes()).containsExactly(WISH);
  }

  @Test
  @DisplayName("says that a branch without writes is read-only, and forgets it")
  void readOnly() throws XAException {
    var xid = stage.ended("t");
    assertThat(stage.xa().prepare(xid)).isEqualTo(XAResource.XA_RDONLY);
    assertThat(errorOf(() -> stage.xa().commit(xid, false))).isEqualTo(XAER_NOTA);
    var other = stage.ended("u");
    stage.xa().commit(other, true);
    assertThat(stage.journal().figures().activeBranches()).isZero();
  }

  @Test
  @DisplayName("is the same resource manager as another of its journal, and they share a branch")
  void join() throws XAException {
    var first = stage.journal().session();
    var second = stage.journal().session();
    assertThat(first.xaResource().isSameRM(second.xaResource())).isTrue();
    assertThat(first.xaResource().isSameRM(new Stage().journal().session().xaResource())).isFalse();
    first.xaResource().start(xid("t"), TMNOFLAGS);
    second.xaResource().start(xid("t"), TMJOIN);
    first.enqueue(new Wish("a", "1"));
    second.enqueue(new Wish("b", "2"));
    first.enqueue(new Wish("c", "3"));
    first.xaResource().end(xid("t"), TMSUCCESS);
    assertThat(errorOf(() -> first.xaResource().prepare(xid("t")))).isEqualTo(XAER_PROTO);
    second.xaResource().end(xid("t"), TMSUCCESS);
    assertThat(first.xaResource().prepare(xid("t"))).isEqualTo(XAResource.XA_OK);
    first.xaResource().commit(xid("t"), false);
    assertThat(stage.remote.writes())
        .containsExactly(new Wish("a", "1"), new Wish("b", "2"), new Wish("c", "3"));
  }

  @Test
  @DisplayName("works for another transaction while one is suspended")
  void suspend() throws XAException {
    var session = stage.journal().session();
    var xa = session.xaResource();
    xa.start(xid("t"), TMNOFLAGS);
    session.enqueue(new Wish("a", "1"));
    xa.end(xid("t"), TMSUSPEND);
    assertThat(session.inTransaction()).isFalse();
    assertThat(errorOf(() -> xa.prepare(xid("t")))).isEqualTo(XAER_PROTO);
    xa.start(xid("u"), TMNOFLAGS);
    session.enqueue(new Wish("b", "2"));
    xa.end(xid("u"), TMSUCCESS);
    xa.rollback(xid("u"));
    assertThat(errorOf(() -> stage.xa().start(xid("t"), TMRESUME))).isEqualTo(XAER_PROTO);
    xa.start(xid("t"), TMRESUME);
    session.enqueue(new Wish("a", "3"));
    xa.end(xid("t"), TMSUSPEND);
    xa.end(xid("t"), TMSUCCESS);
    xa.commit(xid("t"), true);
    assertThat(stage.remote.writes()).containsExactly(new Wish("a", "1"), new Wish("a", "3"));
  }

  @Test
  @DisplayName("only rolls back what was ended as failed, or whose connection was given back")
  void failed() throws XAException {
    var session = stage.journal().session();
    session.xaResource().start(xid("t"), TMNOFLAGS);
    session.enqueue(WISH);
    session.xaResource().end(xid("t"), TMFAIL);
    assertThat(errorOf(() -> stage.xa().start(xid("t"), TMJOIN))).isEqualTo(XA_RBROLLBACK);
    assertThat(errorOf(() -> stage.xa().prepare(xid("t")))).isEqualTo(XA_RBROLLBACK);
    session.xaResource().start(xid("u"), TMNOFLAGS);
    session.enqueue(WISH);
    session.reset();
    assertThat(session.inTransaction()).isFalse();
    assertThat(errorOf(() -> stage.xa().commit(xid("u"), true))).isEqualTo(XA_RBROLLBACK);
    session.xaResource().start(xid("v"), TMNOFLAGS);
    session.xaResource().end(xid("v"), TMSUCCESS);
    assertThat(stage.remote.attempts()).isEmpty();
  }

  @Test
  @DisplayName("rolls back a branch that takes longer than its time-out")
  void timeOut() throws XAException {
    var session = stage.journal().session();
    var xa = session.xaResource();
    assertThat(xa.getTransactionTimeout()).isZero();
    assertThat(xa.setTransactionTimeout(30)).isTrue();
    assertThat(xa.getTransactionTimeout()).isEqualTo(30);
    assertThat(errorOf(() -> xa.setTransactionTimeout(-1))).isEqualTo(XAER_INVAL);
    xa.start(xid("t"), TMNOFLAGS);
    session.enqueue(WISH);
    stage.clock.pass(Duration.ofSeconds(30));
    assertThatThrownBy(() -> session.enqueue(WISH)).isInstanceOf(TransactionOverException.class);
    assertThat(errorOf(() -> xa.end(xid("t"), TMSUCCESS))).isEqualTo(XA_RBTIMEOUT);
    assertThat(errorOf(() -> xa.prepare(xid("t")))).isEqualTo(XA_RBTIMEOUT);
    assertThat(errorOf(() -> xa.rollback(xid("t")))).isEqualTo(XAER_NOTA);

    xa.start(xid("u"), TMNOFLAGS);
    session.enqueue(WISH);
    xa.end(xid("u"), TMSUCCESS);
    stage.clock.pass(Duration.ofSeconds(29));
    assertThat(xa.prepare(xid("u"))).isEqualTo(XAResource.XA_OK);
    stage.clock.pass(Duration.ofDays(1));
    xa.commit(xid("u"), false);
    assertThat(stage.remote.writes()).containsExactly(WISH);
    xa.setTransactionTimeout(0);
    assertThat(xa.getTransactionTimeout()).isZero();
  }

  @Test
  @DisplayName("lists everything at the start of a scan and nothing afterwards")
  void recoverFlags() throws XAException {
    stage.prepared("t", WISH);
    stage.prepared("u", WISH);
    var xa = stage.xa();
    assertThat(errorOf(() -> xa.recover(TMNOFLAGS))).isEqualTo(XAER_INVAL);
    assertThat(errorOf(() -> xa.recover(TMENDRSCAN))).isEqualTo(XAER_INVAL);
    assertThat(errorOf(() -> xa.recover(TMJOIN))).isEqualTo(XAER_INVAL);
    assertThat(xa.recover(TMSTARTRSCAN)).containsExactly(xid("t"), xid("u"));
    assertThat(xa.recover(TMNOFLAGS)).isEmpty();
    assertThat(xa.recover(TMENDRSCAN)).isEmpty();
    assertThat(errorOf(() -> xa.recover(TMNOFLAGS))).isEqualTo(XAER_INVAL);
    assertThat(xa.recover(TMSTARTRSCAN | TMENDRSCAN)).hasSize(2);
    xa.rollback(xid("t"));
    assertThat(xa.recover(TMSTARTRSCAN)).containsExactly(xid("u"));
    assertThat(xa.recover(TMSTARTRSCAN)).containsExactly(xid("u"));
  }

  @Test
  @DisplayName("refuses an intent that can't succeed while something can still be done about it")
  void checked() throws XAException {
    var session = stage.journal().session();
    session.xaResource().start(xid("t"), TMNOFLAGS);
    assertThatThrownBy(() -> session.enqueue(new Wish("ann", "impossible")))
        .isInstanceOf(InvalidIntentException.class)
        .hasMessage("that is impossible");
    assertThatThrownBy(() -> session.enqueue(new Wish("ann", "a=b")))
        .isInstanceOf(InvalidIntentException.class);
    assertThatThrownBy(() -> session.enqueue(new Wish("ann", "x".repeat(5000))))
        .isInstanceOf(InvalidIntentException.class)
        .hasMessageContaining("at most 4096");
    for (int i = 0; i < 3; i++) {
      session.enqueue(new Wish("ann", "y".repeat(4000)));
    }
    assertThatThrownBy(() -> session.enqueue(new Wish("ann", "y".repeat(4000))))
        .isInstanceOf(InvalidIntentException.class)
        .hasMessageContaining("more than the journal can hold");
    session.enqueue(WISH);
    session.xaResource().end(xid("t"), TMSUCCESS);
    session.xaResource().commit(xid("t"), true);
    assertThat(stage.remote.value("ann")).isEqualTo("1");
  }

  @Test
  @DisplayName("of a closed journal says that the resource manager has failed")
  void closed() throws XAException {
    var xid = stage.prepared("t", WISH);
    var xa = stage.xa();
    stage.journal().close();
    assertThat(errorOf(() -> xa.start(xid("u"), TMNOFLAGS))).isEqualTo(XAER_RMFAIL);
    assertThat(errorOf(() -> xa.commit(xid, false))).isEqualTo(XAER_RMFAIL);
    assertThat(errorOf(() -> xa.rollback(xid))).isEqualTo(XAER_RMFAIL);
    assertThat(errorOf(() -> xa.recover(TMSTARTRSCAN))).isEqualTo(XAER_RMFAIL);
    stage.restart(stage.disk);
    assertThat(stage.listed()).containsExactly(xid);
  }
}
