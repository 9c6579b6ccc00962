//! Both regions inside this process.
