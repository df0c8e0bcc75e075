package dev.approvals.review;

/** What an approver says when it is shown a request: a decision now, or that one comes later. */
public sealed interface Answer permits Decision, Delivery {}
