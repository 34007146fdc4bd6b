import com.sun.tools.attach.VirtualMachine;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Prints what a running server counts, one {@code name=value} a line: every readable number of the SIP container and of the calls, and the
 * heap in use in bytes.
 *
 * <p>Arguments: the process id; then optionally {@code gc}, which collects garbage first until the heap in use settles.
 */
final class ServerProbe {
  private static final List<String> BEANS = List.of("org.ringspan:type=SipContainer", "org.ringspan:type=Calls");

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
      var memory =
          ManagementFactory.newPlatformMXBeanProxy(
              server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
      if (args.length > 1 && args[1].equals("gc")) {
        collect(memory);
      }
      System.out.println("HeapUsed=" + memory.getHeapMemoryUsage().getUsed());
      for (String bean : BEANS) {
        printNumbers(server, new ObjectName(bean));
      }
    }
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
    var names = new ArrayList<String>();
    for (MBeanAttributeInfo attribute : server.getMBeanInfo(bean).getAttributes()) {
      if (attribute.isReadable()) {
        names.add(attribute.getName());
      }
    }
    for (String name : names) {
      if (server.getAttribute(bean, name) instanceof Number value) {
        System.out.println(name + "=" + value);
      }
    }
  }

  private ServerProbe() {}
}
