/** The buttons of a card: what both who draws them and who takes their clicks must agree on. */
@NullMarked
package dev.approvals.slack.button;

import org.jspecify.annotations.NullMarked;
