package import Resolution

/// A report as one page for a browser, which needs nothing else.
package struct ReportPage {
  /// The page.
  package let bytes: Bytes

  /// The page of a report.
  package init(_ report: Report, _ machine: Machine) {
    bytes = PackageResources.report_html
  }
}
