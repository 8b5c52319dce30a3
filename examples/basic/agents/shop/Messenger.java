package shop;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Priority;
import io.graphbus.agent.Subscribes;

/** Tells customers. Filters decide who hears what; bad news goes first. */
@Agent(description = "Writes to customers")
public class Messenger {

    @Subscribes(value = "/Order/Checked", filter = "reserved")
    public void confirm(Reservation reservation) {
        Order order = reservation.order();
        System.out.printf(
                "To %s: %d x %s is on its way.%n",
                order.customer(), order.quantity(), order.item());
        if (reservation.left() == 0) {
            System.out.printf("To the buyer: the shelf is out of %s.%n", order.item());
        }
    }

    @Subscribes(value = "/Order/Checked", filter = "!reserved", priority = Priority.HIGH)
    public void apologise(Reservation reservation) {
        Order order = reservation.order();
        System.out.printf(
                "To %s: sorry, of %s there are only %d left.%n",
                order.customer(), order.item(), reservation.left());
    }
}
