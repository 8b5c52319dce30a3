/** An orchestrator asks specialists, takes the best answer, and calls a person when none knows. */
package support;
