/** The API as a servlet. */
@NullMarked
package dev.approvals.http.servlet;

import org.jspecify.annotations.NullMarked;
