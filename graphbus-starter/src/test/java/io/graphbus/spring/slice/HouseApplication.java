package io.graphbus.spring.slice;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application with a page, an agent and a database. */
@SpringBootApplication
class HouseApplication {}
