/** Extract, transform, load: a file of sales becomes totals by region. */
package sales;
