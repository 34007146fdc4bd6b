package org.ringspan.e2e.kill;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.ringspan.e2e.kill.KillPoint.InCode;

/** Stops a server where it is told to, all threads at once. Nothing of it is in the server. */
final class Debugger implements AutoCloseable {
  private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

  private final VirtualMachine machine;
  private final InCode place;
  private final Runnable there;

  private Debugger(VirtualMachine machine, InCode place, Runnable there) {
    this.machine = machine;
    this.place = place;
    this.there = there;
  }

  /** The option that lets a debugger come to a virtual machine. */
  static String option(String address, int port) {
    return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=" + address + ":" + port;
  }

  /**
   * Comes to a virtual machine and waits there for the end of this place.
   *
   * @param there what is done when all its threads stand at the place; called once
   */
  static Debugger waitAt(
      String address, int port, InCode place, Duration patience, Runnable there) {
    var debugger = new Debugger(attach(address, port, patience), place, there);
    debugger.arm();
    Thread.ofPlatform().daemon().name("debugger").start(debugger::listen);
    return debugger;
  }

  private static VirtualMachine attach(String address, int port, Duration patience) {
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(each -> each.transport().name().equals("dt_socket"))
            .findFirst()
            .orElseThrow();
    var arguments = connector.defaultArguments();
    Objects.requireNonNull(arguments.get("hostname")).setValue(address);
    Objects.requireNonNull(arguments.get("port")).setValue(Integer.toString(port));
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return connector.attach(arguments);
      } catch (IOException notYet) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("no virtual machine at " + address, notYet);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      } catch (IllegalConnectorArgumentsException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void arm() {
    // Asked for first: a class that is loaded in between is met twice, and armed once.
    var loaded = machine.eventRequestManager().createClassPrepareRequest();
    loaded.addClassFilter(place.type());
    loaded.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    loaded.enable();
    machine.classesByName(place.type()).forEach(this::arm);
  }

  private synchronized void arm(ReferenceType type) {
    if (!type.isPrepared() || isArmed(type)) {
      return;
    }
    var methods =
        type.methodsByName(place.method()).stream()
            .filter(method -> !method.isAbstract() && !method.isNative() && !method.isBridge())
            .toList();
    if (methods.size() != 1) {
      throw new IllegalStateException(
          type.name() + " has " + methods.size() + " methods " + place.method());
    }
    BreakpointRequest request =
        machine.eventRequestManager().createBreakpointRequest(methods.getFirst().location());
    request.addCountFilter(place.time());
    request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
    request.enable();
  }

  private boolean isArmed(ReferenceType type) {
    List<BreakpointRequest> requests = machine.eventRequestManager().breakpointRequests();
    return requests.stream().anyMatch(each -> each.location().declaringType().equals(type));
  }

  private void listen() {
    try {
      while (true) {
        var events = machine.eventQueue().remove();
        for (Event event : events) {
          switch (event) {
            case ClassPrepareEvent prepared -> arm(prepared.referenceType());
            case BreakpointEvent reached -> {
              there.run();
              return;
            }
            case VMDeathEvent ended -> {
              return;
            }
            case VMDisconnectEvent ended -> {
              return;
            }
            default -> {
              // Nothing else was asked for.
            }
          }
        }
        events.resume();
      }
    } catch (VMDisconnectedException ended) {
      // Somebody else has ended it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Leaves the virtual machine alone; nothing happens when it has ended. */
  @Override
  public void close() {
    try {
      machine.dispose();
    } catch (VMDisconnectedException ended) {
      // There is nothing left to leave.
    }
  }
}
