/** A gateway before a user service, with mail that is retried and an audit log. */
package accounts;
