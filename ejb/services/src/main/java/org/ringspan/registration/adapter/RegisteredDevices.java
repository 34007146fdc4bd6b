package org.ringspan.registration.adapter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.DeviceName;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Flow;
import org.ringspan.registration.RegistrationLimits;
import org.ringspan.registration.RegistrationRequest;
import org.ringspan.registration.RegistrationResult;
import org.ringspan.registration.RegistrationResult.Change;
import org.ringspan.registration.RegistrationResult.Refused;
import org.ringspan.registration.RegistrationResult.Registered;
import org.ringspan.registration.RegistrationResult.Why;
import org.ringspan.registration.RegistrationRules;
import org.ringspan.registration.Registrations;

/**
 * Every registration in memory, also those at other nodes of a cluster, which {@link #follow}
 * brings. A binding over a connection is gone as soon as the connection is ({@link #closed}).
 * Refreshes change memory only and are marked for the next batch; new places become visible when
 * {@link #written} says that they are kept. One device's requests take effect one after another,
 * different devices don't wait for each other.
 */
final class RegisteredDevices implements Registrations {
  /** More requests of one device than this, while one is being written, are refused. */
  static final int LONGEST_QUEUE = 16;

  private final Clock clock;
  private final RegistrationLimits limits;
  private final ConcurrentMap<DeviceName, Device> devices = new ConcurrentHashMap<>();
  private final BlockingQueue<Write> writes = new LinkedBlockingQueue<>();
  private final OpenConnections connections = new OpenConnections();

  RegisteredDevices(Clock clock, RegistrationLimits limits) {
    this.clock = clock;
    this.limits = limits;
  }

  /** New bindings of a device that somebody waits for until they are kept. */
  record Write(
      BindingChange change, Registered result, CompletableFuture<RegistrationResult> answer) {}

  private record Waiting(
      RegistrationRequest request, CompletableFuture<RegistrationResult> answer) {}

  /** One device; everything but the reading of {@code bindings} happens under its monitor. */
  private static final class Device {
    volatile List<Binding> bindings = List.of();
    final Deque<Waiting> waiting = new ArrayDeque<>();
    boolean beingWritten;
    boolean unwritten;
  }

  @Override
  public List<Binding> bindingsOf(DeviceName name, Instant now) {
    Device device = devices.get(name);
    return device == null ? List.of() : AllNodes.reachable(valid(device.bindings, now));
  }

  /**
   * How many there are.
   *
   * @param devices those with at least one valid binding
   * @param bindings the valid bindings of all of them
   */
  record Count(int devices, int bindings) {}

  /** Counts what is registered at a time. */
  Count registered(Instant now) {
    int registered = 0;
    int bindings = 0;
    for (Device device : devices.values()) {
      int valid = valid(device.bindings, now).size();
      registered += valid > 0 ? 1 : 0;
      bindings += valid;
    }
    return new Count(registered, bindings);
  }

  /** How many new bindings wait to be written. */
  int waitingWrites() {
    return writes.size();
  }

  private static List<Binding> valid(List<Binding> bindings, Instant now) {
    for (Binding binding : bindings) {
      if (!binding.isValidAt(now)) {
        return bindings.stream().filter(one -> one.isValidAt(now)).toList();
      }
    }
    return bindings;
  }

  /**
   * Takes bindings of an earlier run, and those of other nodes; until {@code graceEnd} none of them
   * expires, except those that ended longer ago than a registration lasts. Those over a connection
   * ended with it: only the phone can open another, and registers over that.
   */
  void restore(List<DeviceBindings> kept, Instant graceEnd) {
    for (DeviceBindings one : kept) {
      Device device = new Device();
      device.bindings =
          one.bindings().stream()
              .filter(binding -> !binding.endsWith(binding.flow()))
              .filter(binding -> binding.expires().isAfter(graceEnd.minus(limits.longest())))
              .map(binding -> holdingUntil(binding, graceEnd))
              .toList();
      device.unwritten = device.bindings.size() < one.bindings().size();
      devices.put(one.device(), device);
    }
  }

  /**
   * Takes over what other nodes have changed. For the thread that also writes: what this node has
   * and isn't among it was ended, or taken over, by another one.
   */
  void follow(List<DeviceBindings> changed) {
    for (DeviceBindings one : changed) {
      Device device = devices.computeIfAbsent(one.device(), unused -> new Device());
      synchronized (device) {
        device.bindings = AllNodes.followed(device.bindings, one.bindings());
      }
    }
  }

  private static Binding holdingUntil(Binding binding, Instant graceEnd) {
    return binding.expires().isAfter(graceEnd) ? binding : binding.until(graceEnd);
  }

  /** Carries out a request; see {@code RegistrarService}. */
  CompletableFuture<RegistrationResult> register(RegistrationRequest request) {
    CompletableFuture<RegistrationResult> answer = new CompletableFuture<>();
    Device device = devices.computeIfAbsent(request.device(), unused -> new Device());
    connections.used(request.way().flow(), request.device());
    @Nullable RegistrationResult result;
    synchronized (device) {
      if (!device.beingWritten) {
        result = apply(device, request, answer);
      } else if (device.waiting.size() < LONGEST_QUEUE) {
        device.waiting.add(new Waiting(request, answer));
        result = null;
      } else {
        result = new Refused(Why.NOT_KEPT, Optional.empty());
      }
    }
    if (result != null) {
      answer.complete(result);
    }
    return answer;
  }

  /** The result, or null when it has to be written first. Under the device's monitor. */
  private @Nullable RegistrationResult apply(
      Device device, RegistrationRequest request, CompletableFuture<RegistrationResult> answer) {
    RegistrationResult result =
        RegistrationRules.on(request, device.bindings, clock.instant(), limits);
    if (!(result instanceof Registered registered)) {
      return result;
    }
    if (registered.change() == Change.TIMES) {
      device.bindings = registered.bindings();
      device.unwritten = true;
      return registered;
    }
    device.beingWritten = true;
    writes.add(
        new Write(
            BindingChange.between(request.device(), device.bindings, registered.bindings()),
            registered,
            answer));
    return null;
  }

  /** The next writes in their order, at most {@code most}; waits for the first, so long. */
  List<Write> takeWrites(int most, Duration wait) throws InterruptedException {
    List<Write> taken = new ArrayList<>();
    Write first = writes.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      taken.add(first);
      writes.drainTo(taken, most - 1);
    }
    return taken;
  }

  /**
   * A write has been kept, or could not be. Carries out what waited for it, then answers: the
   * answers come in the order of the requests.
   */
  void written(Write write, boolean kept) {
    BindingChange change = write.change();
    Device device = devices.computeIfAbsent(change.device(), unused -> new Device());
    List<Runnable> answers = new ArrayList<>();
    RegistrationResult result = kept ? write.result() : new Refused(Why.NOT_KEPT, Optional.empty());
    answers.add(() -> write.answer().complete(result));
    synchronized (device) {
      device.beingWritten = false;
      if (kept) {
        // A connection may have gone while its binding was being written, and another node may have
        // taken one over.
        List<Binding> now = device.bindings;
        List<Binding> here =
            connections.reachable(
                change.here().stream()
                    .filter(one -> change.made().contains(one) || AllNodes.isStillHere(one, now))
                    .toList());
        device.unwritten = here.size() < change.here().size();
        device.bindings =
            AllNodes.together(
                here,
                now.stream()
                    .filter(one -> change.gone().stream().noneMatch(one::leadsWhere))
                    .toList());
      }
      while (!device.beingWritten && !device.waiting.isEmpty()) {
        Waiting next = device.waiting.remove();
        RegistrationResult then = apply(device, next.request(), next.answer());
        if (then != null) {
          answers.add(() -> next.answer().complete(then));
        }
      }
    }
    answers.forEach(Runnable::run);
  }

  /** A connection is gone, and with it whatever was registered over it. */
  void closed(Flow flow) {
    for (DeviceName name : connections.closed(flow)) {
      Device device = devices.get(name);
      if (device != null) {
        synchronized (device) {
          List<Binding> left =
              device.bindings.stream().filter(binding -> !binding.endsWith(flow)).toList();
          if (left.size() < device.bindings.size()) {
            device.bindings = left;
            device.unwritten = true;
          }
        }
      }
    }
  }

  /**
   * Forgets what has expired and hands out every device whose copy is behind. For the thread that
   * also writes: what is handed out must be written before the next write is.
   */
  List<BindingChange> takeUnwritten() {
    Instant now = clock.instant();
    List<BindingChange> taken = new ArrayList<>();
    devices.forEach(
        (name, device) -> {
          synchronized (device) {
            List<Binding> before = device.bindings;
            List<Binding> left = valid(before, now);
            if (left.size() < before.size()) {
              device.bindings = left;
              // What has expired of another node is for that to forget.
              device.unwritten |= before.stream().anyMatch(one -> ended(one, now));
            }
            if (device.unwritten && !device.beingWritten) {
              device.unwritten = false;
              taken.add(
                  BindingChange.ofTimes(name, left.stream().filter(Binding::isHere).toList()));
            }
          }
        });
    connections.forgetUnless(this::isUsedBy);
    return taken;
  }

  private static boolean ended(Binding binding, Instant now) {
    return binding.isHere() && !binding.isValidAt(now);
  }

  /**
   * Takes away what is registered by devices that aren't there any more.
   *
   * @return false when one of them is being written, so that this is to be asked again
   */
  boolean keepOnly(Predicate<DeviceName> there) {
    boolean all = true;
    for (Map.Entry<DeviceName, Device> each : devices.entrySet()) {
      if (!there.test(each.getKey())) {
        Device device = each.getValue();
        synchronized (device) {
          all &= !device.beingWritten;
          device.unwritten |= !device.bindings.isEmpty();
          device.bindings = List.of();
        }
      }
    }
    return all;
  }

  private boolean isUsedBy(Flow flow, DeviceName name) {
    Device device = devices.get(name);
    if (device == null) {
      return false;
    }
    synchronized (device) {
      return device.beingWritten
          || device.bindings.stream().anyMatch(binding -> binding.endsWith(flow));
    }
  }

  /** What was handed out could not be written: it is due again. */
  void stillUnwritten(List<BindingChange> taken) {
    for (BindingChange one : taken) {
      Device device = devices.get(one.device());
      if (device != null) {
        synchronized (device) {
          device.unwritten = true;
        }
      }
    }
  }
}
