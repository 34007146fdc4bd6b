package org.ringspan.activedirectory;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LayersTest {
  private final JavaClasses ours = new ClassFileImporter().importPaths(Path.of("target/classes"));

  @Test
  @DisplayName("only the way to controllers knows the LDAP library")
  void library() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.ringspan.activedirectory.ldap")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.directory..", "org.apache.mina..")
        .check(ours);
  }

  @Test
  @DisplayName("only the contracts of JCA know the container")
  void container() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.ringspan.activedirectory.jca")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.resource.spi..", "jakarta.ejb..", "jakarta.persistence..")
        .check(ours);
  }

  @Test
  @DisplayName("packages depend on each other one way")
  void cycles() {
    slices().matching("org.ringspan.activedirectory.(*)..").should().beFreeOfCycles().check(ours);
  }

  @Test
  @DisplayName("rules that decide have no clock and do no I/O")
  void pure() {
    classes()
        .that()
        .haveSimpleName("ControllerBoard")
        .or()
        .haveSimpleName("LoginGuard")
        .or()
        .haveSimpleName("Duplicates")
        .or()
        .haveSimpleName("SrvRecords")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.lang..", "java.time..", "java.util..", "org.ringspan..", "org.jspecify..")
        .check(ours);
  }
}
