/** The agents' side over HTTP, for agents in other processes and languages: they ask and run, and never decide. */
@NullMarked
package dev.approvals.http.agents;

import org.jspecify.annotations.NullMarked;
