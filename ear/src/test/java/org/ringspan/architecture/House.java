package org.ringspan.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The compiled classes of our own modules; the third-party SIP engine isn't among them. */
final class House {
  static final String DOMAIN = "ejb/domain";
  static final String SERVICES = "ejb/services";
  static final String CALL_CONTROL = "sip-servlets/callcontrol";
  static final String SIP_LAYER = "sip-servlets/container/layer";
  static final String SIP_WIRE = "sip-servlets/container/wire";
  static final String REST = "web/rest";
  static final String SCIM = "web/scim";
  static final String OPERATIONS = "web/operations";
  static final String CONSOLE = "web/console";
  static final String LAUNCHER = "wildfly-config/launcher";

  private static final List<String> MODULES =
      List.of(
          DOMAIN,
          SERVICES,
          CALL_CONTROL,
          SIP_LAYER,
          SIP_WIRE,
          REST,
          SCIM,
          OPERATIONS,
          CONSOLE,
          LAUNCHER);

  private House() {}

  /** Classes of every module. */
  static JavaClasses all() {
    return of(MODULES);
  }

  /** Classes of some modules. */
  static JavaClasses of(List<String> modules) {
    var root = Path.of(System.getProperty("ringspan.test.root"));
    var folders = new ArrayList<Path>();
    for (var module : modules) {
      var folder = root.resolve(module).resolve("target/classes");
      if (!Files.isDirectory(folder)) {
        throw new IllegalStateException(module + " isn't compiled: build with -am");
      }
      folders.add(folder);
    }
    return new ClassFileImporter().importPaths(folders);
  }
}
