/** Expenses that are approved by rule or by a person, with reminders and notifications. */
package expenses;
