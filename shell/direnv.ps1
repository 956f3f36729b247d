# What `direnv hook pwsh` prints. A line before this sets $global:__direnv_program.
# Needs PowerShell 7.2: `(direnv hook pwsh) -join "`n" | Invoke-Expression`.
$__direnv_hook = [EventHandler[System.Management.Automation.LocationChangedEventArgs]] {
    param([object] $source, [System.Management.Automation.LocationChangedEventArgs] $eventArgs)
    $code = (& $global:__direnv_program export pwsh) -join "`n"
    if ($code) { Invoke-Expression -Command $code }
}
$__direnv_action = $ExecutionContext.SessionState.InvokeCommand.LocationChangedAction
$ExecutionContext.SessionState.InvokeCommand.LocationChangedAction = if ($__direnv_action) {
    [Delegate]::Combine($__direnv_action, $__direnv_hook)
} else {
    $__direnv_hook
}
& { $code = (& $global:__direnv_program export pwsh) -join "`n"; if ($code) { Invoke-Expression -Command $code } }
