package org.ringspan.activedirectory.jca;

import jakarta.resource.spi.ManagedConnection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * What the transaction manager is given when it asks for open transactions and no directory is
 * configured: there are none. A refusal would be an error in the log every two minutes.
 */
final class NothingToRecover {
  private static final XAResource RESOURCE =
      as(
          XAResource.class,
          (self, method, arguments) ->
              switch (method.getName()) {
                case "recover" -> new Xid[0];
                case "prepare" -> XAResource.XA_RDONLY;
                case "getTransactionTimeout" -> 0;
                case "setTransactionTimeout" -> false;
                case "isSameRM", "equals" -> self == arguments[0];
                case "hashCode" -> 1;
                default -> method.getReturnType() == String.class ? "nothing to recover" : null;
              });

  private NothingToRecover() {}

  /** What the container closes after it has asked. */
  public static final class Handle implements AutoCloseable {
    @Override
    public void close() {
      // Nothing is open.
    }
  }

  static ManagedConnection connection() {
    return as(
        ManagedConnection.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "getXAResource" -> RESOURCE;
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
