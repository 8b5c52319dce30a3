/** Four agents that greet, log, print and orchestrate. */
package hello;
