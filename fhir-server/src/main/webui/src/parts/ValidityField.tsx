import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { spanOf, validityOf } from '../rules/checks';

interface Props {
  value: string;
  error: string | undefined;
  onChange: (validity: string) => void;
}

/** How long a result may stand for a new order: a number of days or hours; anything else as ISO 8601. */
export function ValidityField({ value, error, onChange }: Props) {
  const { t } = useTranslation();
  const span = value === '' || /^PT?[DH]$/.test(value) ? { count: '', unit: unitOf(value) } : spanOf(value);
  if (span === null) {
    return (
      <TextInput
        label={t('fields.validity')}
        name="validity"
        withAsterisk
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <div className="tools">
      <TextInput
        label={t('fields.validity')}
        name="validity"
        withAsterisk
        inputMode="numeric"
        value={span.count}
        error={error}
        onChange={(event) => onChange(validityOf(event.currentTarget.value.replace(/\D/g, ''), span.unit))}
      />
      <NativeSelect
        label={t('fields.validityUnit')}
        value={span.unit}
        data={(['days', 'hours'] as const).map((unit) => ({ value: unit, label: t(`units.${unit}`) }))}
        onChange={(event) => onChange(validityOf(span.count, event.currentTarget.value as 'days' | 'hours'))}
      />
    </div>
  );
}

function unitOf(value: string): 'days' | 'hours' {
  return value === 'PTH' ? 'hours' : 'days';
}
