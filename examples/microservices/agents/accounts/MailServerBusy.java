package accounts;

/** The mail server asked to come again later. */
public class MailServerBusy extends RuntimeException {

    private static final long serialVersionUID = 1;

    public MailServerBusy() {
        super("421 try again later");
    }
}
