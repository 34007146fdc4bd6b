package org.ringspan.activedirectory.jca;

import jakarta.resource.spi.ManagedConnection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * What the transaction manager is given when it asks for open transactions while there is no
 * journal to ask. No directory is configured: there are none, and a refusal would be an error in
 * the log every two minutes. Or the adapter is about to start: nobody knows yet, and "none" would
 * be a lie that is believed.
 *
 * <p>Either way it ends no transaction. The transaction manager keeps the first resource that it
 * was given under a name, and finds by it what later ones have told: had this one said that it has
 * committed, the decision would be deleted and the branch, found in the journal, be rolled back.
 */
final class NothingToRecover {
  private static final XAResource NONE = resource(true);
  private static final XAResource NOT_YET = resource(false);

  private NothingToRecover() {}

  /** What the container closes after it has asked. */
  public static final class Handle implements AutoCloseable {
    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private static XAResource resource(boolean isKnown) {
    return as(
        XAResource.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "recover" -> {
                if (!isKnown) {
                  throw new XAException(XAException.XAER_RMFAIL);
                }
                yield new Xid[0];
              }
              case "getTransactionTimeout" -> 0;
              case "setTransactionTimeout" -> false;
              case "isSameRM", "equals" -> self == arguments[0];
              case "hashCode" -> System.identityHashCode(self);
              case "toString" -> "nothing to recover";
              default -> throw new XAException(XAException.XAER_RMFAIL);
            });
  }

  /**
   * A connection that nobody works with.
   *
   * @param isConfigured whether there will be a directory as soon as the adapter has started
   */
  static ManagedConnection connection(boolean isConfigured) {
    return as(
        ManagedConnection.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "getXAResource" -> isConfigured ? NOT_YET : NONE;
              case "getConnection" -> new Handle();
              case "equals" -> self == arguments[0];
              case "hashCode" -> 1;
              default -> method.getReturnType() == String.class ? "nothing to recover" : null;
            });
  }

  private static <T> T as(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            NothingToRecover.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
