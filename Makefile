# Every target is one call of ./run, which also works without make.
.PHONY: start test check install shots size lock
start test check install shots size lock:
	@./run $@
