@echo off
rem Drop evaluation.yaml on this file. Needs the conda environment "evaluera" (environment.yml).
setlocal
chcp 65001 >nul
set PYTHONUTF8=1
if "%~1"=="" (
  echo Dra din evaluation.yaml och släpp den på den här filen.
  goto :end
)
set "CONDA="
for %%D in ("%USERPROFILE%\miniforge3" "%LOCALAPPDATA%\miniforge3" "%ProgramData%\miniforge3") do (
  if not defined CONDA if exist "%%~D\condabin\conda.bat" set "CONDA=%%~D\condabin\conda.bat"
)
if not defined CONDA (
  echo Miniforge hittades inte. Läs docs\windows.md, väg 2.
  goto :end
)
call "%CONDA%" activate evaluera
if errorlevel 1 (
  echo Miljön "evaluera" finns inte. Kör en gång: conda env create -f environment.yml
  goto :end
)
cd /d "%~dp1.."
evaluera check "%~f1"
if errorlevel 1 goto :end
evaluera run "%~f1"
:end
echo.
pause
