//! The examples of every Markdown file are run, and every message has one.

mod examples;
