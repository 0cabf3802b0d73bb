"""荣誉证书: issuing, the register, checking a printed code, and proofs of service."""
