package org.ringspan.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The domain decides and does nothing else: no I/O, no container, no clock of its own. */
class DomainRulesTest {
  private final JavaClasses domain = House.of(List.of(House.DOMAIN));

  @Test
  @DisplayName("The domain knows Java's language, collections and time, and itself")
  void plainJava() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java.lang..",
                "java.util..",
                "java.time..",
                "java.math..",
                "org.jspecify.annotations..",
                "org.ringspan.."))
        .check(domain);
  }

  @Test
  @DisplayName("The domain doesn't log")
  void noLogger() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.logging..")
        .check(domain);
  }

  @Test
  @DisplayName("The domain never asks what time it is: the caller tells it")
  void noClock() {
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethodWhere(target("now() of java.time", DomainRulesTest::readsTheSystemClock))
        .orShould()
        .callMethodWhere(
            target(
                "a system clock",
                call ->
                    call.getTarget().getOwner().isEquivalentTo(Clock.class)
                        && call.getTarget().getName().startsWith("system")))
        .check(domain);
  }

  @Test
  @DisplayName("The domain never waits: a timer is an effect, its expiry an event")
  void noWaiting() {
    noClasses()
        .should()
        .callMethodWhere(
            target("Thread", call -> call.getTarget().getOwner().isEquivalentTo(Thread.class)))
        .orShould()
        .callMethodWhere(
            target(
                "Object.wait",
                call ->
                    call.getTarget().getOwner().isEquivalentTo(Object.class)
                        && call.getTarget().getName().equals("wait")))
        .check(domain);
  }

  @Test
  @DisplayName("No two features of the domain depend on each other in a circle")
  void noCycles() {
    slices().matching("org.ringspan.(*)..").should().beFreeOfCycles().check(domain);
  }

  private static boolean readsTheSystemClock(JavaCall<?> call) {
    CodeUnitCallTarget target = call.getTarget();
    return target.getOwner().getPackageName().equals("java.time")
        && target.getName().equals("now")
        && target.getRawParameterTypes().stream().noneMatch(p -> p.isEquivalentTo(Clock.class));
  }

  private static DescribedPredicate<? super com.tngtech.archunit.core.domain.JavaMethodCall> target(
      String description, java.util.function.Predicate<JavaCall<?>> predicate) {
    return DescribedPredicate.describe(description, call -> predicate.test(call));
  }
}
