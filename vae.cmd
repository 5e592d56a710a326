@echo off
rem Runs the vae command of vae-examples; builds it first where it is missing or older than its sources.
rem   VAE_OPTS, JAVA_OPTS   options for the JVM, such as -Xmx4g
rem   JAVA_HOME             the JDK to use, 17 or newer; else the java on PATH
rem Each build goes into a new folder under .vae; see the script "vae", which this one follows.
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"
set "BUILDS=%ROOT%.vae"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
set "VERSION="
for /f "tokens=2,3" %%a in ('call "%JAVA%" -version 2^>^&1') do if "%%a"=="version" if not defined VERSION set "VERSION=%%~b"
if not defined VERSION (
  echo vae: no java found. Install a JDK 17 or newer, or set JAVA_HOME. 1>&2
  exit /b 2
)
for /f "tokens=1 delims=.-+" %%v in ("%VERSION%") do set "MAJOR=%%v"
if %MAJOR% LSS 17 (
  echo vae: Java 17 or newer is needed; "%JAVA%" is %VERSION%. Set JAVA_HOME. 1>&2
  exit /b 2
)

call :usable
if not errorlevel 1 goto run

where mvn >nul 2>&1
if errorlevel 1 (
  echo vae: vae4j must be built first, and no mvn was found. Install Maven 3.8 or newer. 1>&2
  exit /b 2
)
if not exist "%BUILDS%" mkdir "%BUILDS%"
set "NAME=2-%RANDOM%%RANDOM%%RANDOM%"
mkdir "%BUILDS%\%NAME%"
type nul >"%BUILDS%\%NAME%\started"
echo Building vae4j (the first build downloads about 330 MB) ... 1>&2
pushd "%ROOT%"
call mvn -q -B -Dstyle.color=never "-Dvae4j.launcher=%NAME%" -pl vae-examples -am compile >"%BUILDS%\%NAME%\log" 2>&1
set "RESULT=%ERRORLEVEL%"
popd
if not "%RESULT%"=="0" (
  type "%BUILDS%\%NAME%\log" 1>&2
  rmdir /s /q "%BUILDS%\%NAME%"
  echo vae: the build failed; Maven's words stand above. 1>&2
  exit /b 2
)
>"%BUILDS%\current.new" echo %NAME%
move /y "%BUILDS%\current.new" "%BUILDS%\current" >nul
rem Folders whose files a running command still holds cannot be removed on Windows, and stay until the next build.
for /d %%d in ("%BUILDS%\2-*") do if /i not "%%~nxd"=="%NAME%" rmdir /s /q "%%d" 2>nul
call :usable

:run
set "UNSAFE="
if %MAJOR% GEQ 24 set "UNSAFE=--sun-misc-unsafe-memory-access=allow"
rem Java cannot ask whether standard error is a terminal, where a progress bar may be redrawn.
set "TERMINAL=false"
powershell -NoProfile -Command "if ([Console]::IsErrorRedirected) { exit 1 }" && set "TERMINAL=true"
"%JAVA%" --enable-native-access=ALL-UNNAMED -Dvae4j.terminal=%TERMINAL% "-Dvae4j.command=%~0" %UNSAFE% %JAVA_OPTS% %VAE_OPTS% "@%BUILDS%\%CURRENT%\vae-examples\java.args" io.github.vae4j.examples.Vae %*
exit /b %ERRORLEVEL%

rem Sets CURRENT; succeeds if that build is there, no library of it has gone, and no source is newer.
:usable
set "CURRENT="
if not exist "%BUILDS%\current" exit /b 1
set /p CURRENT=<"%BUILDS%\current"
if not exist "%BUILDS%\%CURRENT%\vae-examples\java.args" exit /b 1
powershell -NoProfile -Command "$a=(Get-Content -LiteralPath ($env:BUILDS+'\'+$env:CURRENT+'\vae-examples\java.args') -TotalCount 1); foreach ($e in $a.Substring(4).Trim([char[]](34,32)).Split(';')) { if (-not (Test-Path -LiteralPath $e)) { exit 1 } }; $s=(Get-Item -LiteralPath ($env:BUILDS+'\'+$env:CURRENT+'\started')).LastWriteTimeUtc; $f=Get-ChildItem -Path ($env:ROOT+'pom.xml'),($env:ROOT+'*\pom.xml'); $f+=Get-ChildItem -Path ($env:ROOT+'*\src\main') -Recurse; if ($f | Where-Object { $_.LastWriteTimeUtc -gt $s } | Select-Object -First 1) { exit 1 }"
exit /b %ERRORLEVEL%
