import com.sun.management.UnixOperatingSystemMXBean;
import com.sun.tools.attach.VirtualMachine;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.util.List;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Prints what a running server counts, one {@code name=value} a line: every readable number of Ringspan's beans, the heap in use in bytes, threads
 * and open files.
 *
 * <p>Arguments: the process id; then optionally {@code gc}, which collects garbage first until the heap in use settles, and {@code rebuild}, which
 * reads the whole configuration anew.
 */
final class ServerProbe {
  private static final String CONFIGURATION = "org.ringspan:type=Configuration";
  private static final List<String> BEANS =
      List.of("org.ringspan:type=SipContainer", "org.ringspan:type=Calls", "org.ringspan:type=CallRecords", CONFIGURATION);

  public static void main(String[] args) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(args[0]);
    String address;
    try {
      address = machine.startLocalManagementAgent();
    } finally {
      machine.detach();
    }
    try (var connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
      MBeanServerConnection server = connector.getMBeanServerConnection();
      var memory = bean(server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
      List<String> tasks = List.of(args).subList(1, args.length);
      if (tasks.contains("rebuild")) {
        server.invoke(new ObjectName(CONFIGURATION), "rebuild", new Object[0], new String[0]);
      }
      if (tasks.contains("gc")) {
        collect(memory);
      }
      System.out.println("HeapUsed=" + memory.getHeapMemoryUsage().getUsed());
      System.out.println("Threads=" + bean(server, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class).getThreadCount());
      System.out.println(
          "OpenFiles=" + bean(server, ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME, UnixOperatingSystemMXBean.class).getOpenFileDescriptorCount());
      for (String name : BEANS) {
        printNumbers(server, new ObjectName(name));
      }
    }
  }

  private static <T extends java.lang.management.PlatformManagedObject> T bean(MBeanServerConnection server, String name, Class<T> type) throws Exception {
    return ManagementFactory.newPlatformMXBeanProxy(server, name, type);
  }

  /** Collects up to six times, until a collection frees less than a thousandth: finalizers and cleaners need more than one. */
  private static void collect(MemoryMXBean memory) {
    long before = Long.MAX_VALUE;
    for (int i = 0; i < 6; i++) {
      memory.gc();
      long now = memory.getHeapMemoryUsage().getUsed();
      if (before - now < now / 1000) {
        return;
      }
      before = now;
    }
  }

  private static void printNumbers(MBeanServerConnection server, ObjectName bean) throws Exception {
    if (!server.isRegistered(bean)) {
      System.err.println("not registered: " + bean);
      return;
    }
    for (MBeanAttributeInfo attribute : server.getMBeanInfo(bean).getAttributes()) {
      if (attribute.isReadable() && server.getAttribute(bean, attribute.getName()) instanceof Number value) {
        System.out.println(attribute.getName() + "=" + value);
      }
    }
  }

  private ServerProbe() {}
}
