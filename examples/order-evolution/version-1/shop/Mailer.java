package shop;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Contract;
import io.graphbus.agent.Subscribes;

/** Sends bills. */
@Agent
@Contract(version = "1.0.0")
public class Mailer {

    @Subscribes("/Bill/Written")
    public void send(Bill bill) {
        System.out.println("Mailer sends: " + bill.text());
    }
}
