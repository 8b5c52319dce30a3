package io.graphbus.spring.test.shop;

import org.springframework.stereotype.Component;

/** An ordinary bean that an agent needs. */
@Component
public class Prices {

    public int of(String article) {
        if (article.isEmpty()) {
            throw new IllegalArgumentException("no such article");
        }
        return article.length();
    }
}
